#include "load/scenario/scenario_parts.hpp"
#include "messages/encoding/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace quickbooking {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_phones = 10'000'000;
constexpr std::size_t most_digits = 15;

// -- who sends what ---

void read_salon(checked_object x, target_salon& out) {
  x.require("id");
  x.require("phoneNumberId");
  out.id = x.text("id");
  out.phone_number_id = x.text("phoneNumberId");
  out.messages_per_second = static_cast<int>(x.whole("messagesPerSecond", 1000, 1, 1'000'000));
  x.refuse_others();
}

void read_phones(checked_object x, phone_range& out) {
  x.require("first");
  const auto first = x.text("first");
  const auto* begin = first.data() + (first.starts_with('+') ? 1 : 0);
  const auto* end = first.data() + first.size();
  const auto read = std::from_chars(begin, end, out.first);
  out.count = x.whole("count", 10'000, 1, most_phones);
  const auto last = std::to_string(out.first + out.count);
  if (!first.empty()
      && (read.ec != std::errc{} || read.ptr != end || *begin == '0' || last.size() > most_digits))
    x.complain("first", R"(has to be a phone as "+15550100000", the whole range with at most )"
                            + std::to_string(most_digits) + " digits");
  x.refuse_others();
}

/// Weights by name; `index_of` tells the index of a name, or nothing.
template <std::size_t N, class IndexOf>
void read_weights(checked_object x, std::array<double, N>& out, IndexOf index_of) {
  for (const auto& key : x.keys()) {
    const auto index = index_of(key);
    const auto weight = x.number(key, 0, 0, 1e6);
    if (index)
      out.at(*index) = weight;
    else
      x.complain(key, "is not a known name");
  }
  if (std::accumulate(out.begin(), out.end(), 0.0) <= 0)
    x.complain({}, "has no weight above 0");
}

std::optional<std::size_t> language_index(const std::string& code) {
  const auto lang = parse_language(code);
  return lang && to_string(*lang) == code ? std::optional{static_cast<std::size_t>(*lang)}
                                          : std::nullopt;
}

std::optional<std::size_t> journey_index(const std::string& name) {
  const auto found = parse_journey(name);
  return found ? std::optional{static_cast<std::size_t>(*found)} : std::nullopt;
}

void read_wishes(checked_object x, scenario& out) {
  for (const auto& key : x.keys()) {
    const auto index = language_index(key);
    const auto texts = x.texts(key);
    if (index)
      out.wishes.at(*index) = texts;
    else
      x.complain(key, "is not one of the languages en, ru, es, pt, he");
  }
}

void read_customers(checked_object& x, scenario& out) {
  out.journeys.at(0) = x.has("journeys") ? 0 : 1;
  out.languages.at(0) = x.has("languages") ? 0 : 1;
  if (x.has("journeys"))
    read_weights(x.object("journeys"), out.journeys, journey_index);
  if (x.has("languages"))
    read_weights(x.object("languages"), out.languages, language_index);
  read_wishes(x.object("wishes"), out);
  out.think.middle = 1s;
  if (x.has("thinkTime"))
    read_think_time(x.object("thinkTime"), out.think);
}

void read_scenario(checked_object x, scenario& out) {
  for (const auto* key : {"name", "arrivals", "duration", "salon", "phones"})
    x.require(key);
  out.name = x.text("name");
  out.duration = x.duration("duration", 1s);
  if (out.duration < 100ms)
    x.complain("duration", "has to be at least 100ms");
  read_arrivals(x.object("arrivals"), out);
  if (out.arrivals.ramp > out.duration)
    x.complain("arrivals.ramp", "is longer than duration");
  out.seed = x.whole("seed", 1, 0, UINT64_MAX);
  read_salon(x.object("salon"), out.salon);
  read_phones(x.object("phones"), out.phones);
  read_customers(x, out);
  out.reply_limit = x.duration("replyLimit", out.reply_limit);
  out.delivery_statuses = x.flag("deliveryStatuses", true);
  for (auto& each : x.objects("faults"))
    out.faults.push_back(read_fault(std::move(each), out.duration));
  read_limits(x.object("thresholds"), out.limits);
  if (out.closed_customers > out.phones.count)
    x.complain("phones.count", "is less than arrivals.customers");
  x.refuse_others();
}

std::string joined(const std::vector<std::string>& problems) {
  std::string all;
  for (const auto& each : problems)
    all += (all.empty() ? "" : "\n") + each;
  return all;
}

} // namespace

result<scenario> parse_scenario(std::string_view json) {
  const auto read = parse_json(json);
  if (!read)
    return fail("invalid_scenario", "the file is not JSON: " + read.error().message);
  std::vector<std::string> problems;
  scenario out;
  read_scenario({*read, "", problems}, out);
  if (!problems.empty())
    return fail("invalid_scenario", joined(problems));
  return out;
}

} // namespace quickbooking
