-- Asks for sites by words: Chinese, English and pinyin, one or two of them, never the same twice in a row.
local words = { "shui", "school", "%E6%B0%B4", "%E5%AD%A6%E6%A0%A1", "road", "lu", "village", "%E6%9D%91", "guang", "clinic", "xian", "qiao" }

function init()
  math.randomseed(1)
end

function request()
  local one, other = words[math.random(#words)], words[math.random(#words)]
  local text = math.random(2) == 1 and one or (one .. "%20" .. other)
  return wrk.format("GET", "/api/overview?language=zh&query=q%3D" .. text:gsub("%%", "%%25") .. "&bounds=&change=place")
end
