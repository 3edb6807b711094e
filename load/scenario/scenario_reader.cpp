#include "load/scenario/checked_object.hpp"
#include "load/scenario/scenario.hpp"
#include "messages/encoding/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace quickbooking {

namespace {

using namespace std::chrono_literals;

constexpr double most_per_second = 1'000'000;
constexpr std::size_t most_customers = 10'000'000;
constexpr std::size_t most_digits = 15;

// -- what is sent when ---

void read_arrivals(checked_object x, scenario& out) {
  const auto model = x.has("model") ? x.text("model") : "poisson";
  if (model == "closed")
    out.arrivals.model = arrival_model::closed;
  else if (model == "constant")
    out.arrivals.model = arrival_model::constant;
  else if (model != "poisson" && !model.empty())
    x.complain("model", "has to be poisson, constant or closed");
  const auto is_closed = out.arrivals.model == arrival_model::closed;
  x.require(is_closed ? "customers" : "rate");
  if (is_closed)
    out.closed_customers = x.whole("customers", 1, 1, most_customers);
  else
    out.arrivals.rate = x.number("rate", 1, 0.01, most_per_second);
  out.arrivals.ramp = x.duration("ramp", 0ms);
  x.refuse_others();
}

void read_think_time(checked_object x, delay_law& out) {
  x.require("distribution");
  out.middle = 0ms;
  const auto name = x.text("distribution");
  out.least = x.duration("least", 0ms);
  out.most = x.duration("most", out.most);
  if (name == "constant") {
    x.require("value");
    out.middle = x.duration("value", 0ms);
  } else if (name == "uniform") {
    out.what = delay_law::shape::uniform;
    x.require("most");
  } else if (name == "exponential") {
    out.what = delay_law::shape::exponential;
    x.require("mean");
    out.middle = x.duration("mean", 0ms);
  } else if (name == "lognormal") {
    out.what = delay_law::shape::lognormal;
    x.require("median");
    out.middle = x.duration("median", 0ms);
    out.sigma = x.number("sigma", 0.5, 0, 5);
  } else if (!name.empty()) {
    x.complain("distribution", "has to be constant, uniform, exponential or lognormal");
  }
  if (out.least > out.most)
    x.complain("least", "is longer than most");
  x.refuse_others();
}

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
  out.count = x.whole("count", 10'000, 1, most_customers);
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

// -- faults and limits ---

fault_hook read_fault(checked_object x, std::chrono::milliseconds duration) {
  fault_hook out;
  for (const auto* key : {"at", "label", "command"})
    x.require(key);
  out.at = x.duration("at", 0ms);
  out.label = x.text("label");
  out.command = x.texts("command");
  if (x.has("until"))
    out.until = x.duration("until", 0ms);
  out.undo = x.texts("undo");
  if (out.at > duration)
    x.complain("at", "is after the end of the run");
  if (out.until && *out.until <= out.at)
    x.complain("until", "has to be after at");
  if (out.until.has_value() == out.undo.empty())
    x.complain("undo", "and until need each other");
  x.refuse_others();
  return out;
}

void read_limits(checked_object x, load_limits& out) {
  constexpr std::uint64_t any = 1'000'000'000;
  out.lost = x.whole("lost", 0, 0, any);
  out.duplicate_replies = x.whole("duplicateReplies", 0, 0, any);
  out.double_bookings = x.whole("doubleBookings", 0, 0, any);
  out.wrong_language_replies = x.whole("wrongLanguageReplies", 0, 0, any);
  out.over_limit_cards = x.whole("overLimitCards", 0, 0, any);
  if (x.has("p99Milliseconds"))
    out.p99_milliseconds = x.number("p99Milliseconds", 0, 0.001, 3.6e6);
  if (x.has("errorPercent"))
    out.error_percent = x.number("errorPercent", 0, 0, 100);
  x.refuse_others();
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
