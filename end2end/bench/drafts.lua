-- Saves what people type: each time another person, another control, another text, under a key of its own.
-- Words: a name for this run, and a cookie, a draft and an entry for each person.
local threads = 0
local run, people, fields = "", {}, { "name.zh", "name.en", "theme", "stated_amount.number", "start", "end" }
local sent = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(words)
  run = words[1]
  for at = 2, #words, 3 do
    people[#people + 1] = { cookie = words[at], draft = words[at + 1], entry = words[at + 2]:gsub("/", "%%2F") }
  end
end

function request()
  sent = sent + 1
  local person = people[sent % #people + 1]
  local field = fields[math.floor(sent / #people) % #fields + 1]
  local key = run .. "-" .. number .. "-" .. sent
  local body = "draft=" .. person.draft .. "&entry=" .. person.entry .. "&field=" .. field .. "&raw=text+" .. sent .. "&key=" .. key
  local headers = { ["Cookie"] = person.cookie, ["Content-Type"] = "application/x-www-form-urlencoded" }
  return wrk.format("POST", "/api/desk/draft", headers, body)
end
