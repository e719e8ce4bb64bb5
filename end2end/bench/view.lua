-- Asks for a different part of the earth each time: a screen of 1440 × 900 at some zoom, its centre anywhere among the sites.
-- {filters} in the question becomes one of some dozen sets of filters, as many visitors would choose them.
local pillars = { "", "organisation", "projects", "training", "proposals", "livelihood" }
local statuses = { "", "identified", "under+way", "carried+out", "completed", "suspended" }
local question, west, south, east, north

function init(words)
  question = words[1]
  west, south, east, north = tonumber(words[2]), tonumber(words[3]), tonumber(words[4]), tonumber(words[5])
  math.randomseed(1)
end

function request()
  local zoom = math.random(8, 15)
  local width = 360 * 1440 / 256 / 2 ^ zoom
  local height = width * 900 / 1440
  local lng = west + math.random() * (east - west)
  local lat = south + math.random() * (north - south)
  local bounds = string.format("%.3f,%.3f,%.3f,%.3f", lng - width / 2, lat - height / 2, lng + width / 2, lat + height / 2)
  local pillar, status = pillars[math.random(#pillars)], statuses[math.random(#statuses)]
  local filters = (pillar ~= "" and "%%26pillar%%3D" .. pillar or "") .. (status ~= "" and "%%26status%%3D" .. status:gsub("+", "%%%%2B") or "")
  local path = question:gsub("{zoom}", zoom):gsub("{filters}", filters):gsub("{bounds}", (bounds:gsub(",", "%%%%2C")))
  return wrk.format("GET", path)
end
