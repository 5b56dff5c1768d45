-- wrk asks for the addresses of a file in turn and looks at each answer: 200, and a text in it that must be there.
-- Arguments: the file, the cookie ("-" for none), the text.
local threads = {}

function setup(thread)
   table.insert(threads, thread)
end

function init(arguments)
   failures, turn, requests, text = 0, 0, {}, arguments[3]
   local headers = { ["Host"] = wrk.headers["Host"] }
   if arguments[2] ~= "-" then headers["Cookie"] = arguments[2] end
   for path in io.lines(arguments[1]) do
      table.insert(requests, wrk.format("GET", path, headers))
   end
end

function request()
   turn = turn % #requests + 1
   return requests[turn]
end

function response(status, headers, body)
   if status ~= 200 or not string.find(body, text, 1, true) then failures = failures + 1 end
end

function done(summary, latency)
   local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
   for _, thread in ipairs(threads) do failed = failed + thread:get("failures") end
   print(string.format(
      '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"failures":%d,"bytes":%d}', summary.requests,
      summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed, summary.bytes))
end
