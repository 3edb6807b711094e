#define CAF_SUITE packed_snapshots

// What packing saves in a real Redis and costs a node: sessions as conversations make them.

#include "messages/session/session.hpp"
#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <ctime>
#include <iomanip>
#include <map>
#include <sstream>

using namespace quickbooking;

namespace {

constexpr int sessions = 2000;
constexpr int bookers = 30;
constexpr std::size_t pack_above = 512;

constexpr const char* languages[] = {"en", "ru", "es", "pt", "he"};
constexpr const char* texts[]
    = {"Haircut tomorrow 3pm", "Стрижка завтра в 15:00", "Corte de pelo mañana a las 3 de la tarde",
       "Corte de cabelo amanhã às 15h", "תספורת מחר ב-15:00"};

/// Where a conversation stands when its snapshot is measured.
enum stage { offered, selected, booked };
constexpr const char* names[] = {"slots offered", "slot tapped", "booked (receipt, 24 h)"};

std::string phone_of(stage at, int number) {
  return "+1555" + std::to_string(3000000 + at * 100000 + number);
}

std::string key_of(stage at, int number) {
  const auto key = "booking:session:" + phone_of(at, number);
  return at == booked ? "{" + key + "}:receipt" : key;
}

void converse(const std::string& url, stage until, int number) {
  api_customer customer{url, phone_of(until, number)};
  if (until == booked) {
    customer.books("Haircut in " + std::to_string(2 + number % 10) + " days at "
                   + std::to_string(10 + number / 10) + ":00");
    return;
  }
  const auto i = static_cast<std::size_t>(number) % std::size(texts);
  const auto offer = customer.says(texts[i], {{"language", languages[i]}});
  if (until == selected)
    customer.taps(offer.option("slot_"));
}

/// What one kind of session takes.
struct figures {
  std::vector<std::string> snapshots;
  double usage = 0; ///< bytes of MEMORY USAGE, on average
};

std::int64_t used_memory(redis_probe& redis) {
  const auto info = redis.text({"INFO", "memory"});
  const std::string name = "used_memory:";
  return std::stoll(info.substr(info.find(name) + name.size()));
}

figures look(redis_probe& redis, stage at, int count) {
  figures x;
  for (int i = 0; i < count; ++i) {
    auto bytes = redis.text({"GET", key_of(at, i)});
    if (bytes.empty())
      continue;
    x.usage += static_cast<double>(redis.number({"MEMORY", "USAGE", key_of(at, i)}));
    x.snapshots.push_back(std::move(bytes));
  }
  x.usage /= static_cast<double>(std::max<std::size_t>(x.snapshots.size(), 1));
  return x;
}

struct run {
  std::map<stage, figures> stages;
  double each = 0; ///< bytes of `used_memory` per session, all its keys and Redis' own tables
};

run play(std::size_t threshold) {
  private_redis server;
  auto node = start_node(server.port(), {{"snapshots", {{"packAbove", threshold}}}});
  CAF_REQUIRE(becomes(node->url(), "ok"));
  redis_probe redis{server.port()};
  run x;
  const auto before = used_memory(redis);
  for (int i = 0; i < sessions; ++i)
    converse(node->url(), i % 2 == 0 ? offered : selected, i);
  x.each = static_cast<double>(used_memory(redis) - before) / sessions;
  for (int i = 0; i < bookers; ++i)
    converse(node->url(), booked, i);
  x.stages[offered] = look(redis, offered, sessions);
  x.stages[selected] = look(redis, selected, sessions);
  x.stages[booked] = look(redis, booked, bookers);
  return x;
}

double average(const std::vector<std::string>& texts) {
  double sum = 0;
  for (const auto& each : texts)
    sum += static_cast<double>(each.size());
  return sum / static_cast<double>(texts.size());
}

/// Microseconds of CPU of one call for one of these, best of five rounds.
template <class Values, class Call>
double cost(const Values& values, Call call) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto before = std::clock();
    for (const auto& each : values)
      call(each);
    const auto seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    best = std::min(best, seconds * 1e6 / static_cast<double>(values.size()));
  }
  return best;
}

struct costs {
  double write = 0;
  double read = 0;
};

costs costs_of(const std::vector<std::string>& snapshots, std::size_t threshold) {
  std::vector<session> values;
  std::vector<std::string> texts;
  for (const auto& each : snapshots)
    values.push_back(session_from_snapshot(each)->value);
  for (const auto& each : values)
    texts.push_back(to_snapshot(each, threshold));
  std::size_t done = 0;
  return {cost(values, [&](const session& x) { done += to_snapshot(x, threshold).size(); }),
          cost(texts, [&](const std::string& x) { done += session_from_snapshot(x).has_value(); })};
}

} // namespace

CAF_TEST(packed_snapshots_save_memory_and_say_the_same) {
  const auto open = play(0);
  const auto packed = play(pack_above);
  std::ostringstream table;
  table << std::fixed << std::setprecision(0) << "\n";
  for (const auto at : {offered, selected, booked}) {
    const auto& a = open.stages.at(at);
    const auto& b = packed.stages.at(at);
    CAF_REQUIRE_EQUAL(a.snapshots.size(), b.snapshots.size());
    CAF_REQUIRE(!a.snapshots.empty());
    const auto cost_open = costs_of(a.snapshots, 0);
    const auto cost_packed = costs_of(a.snapshots, pack_above);
    table << names[at] << ": bytes " << average(a.snapshots) << " -> " << average(b.snapshots)
          << ", MEMORY USAGE " << a.usage << " -> " << b.usage << " (saved "
          << 100 * (1 - b.usage / a.usage) << " %); CPU per snapshot: write " << cost_open.write
          << " -> " << cost_packed.write << " us, read " << cost_open.read << " -> "
          << cost_packed.read << " us\n";
    CAF_CHECK(b.usage <= a.usage);
    for (const auto& each : b.snapshots)
      CAF_CHECK(session_from_snapshot(each).has_value());
  }
  table << "used_memory per session, all its keys: " << open.each << " -> " << packed.each
        << " (saved " << 100 * (1 - packed.each / open.each) << " %), packed above " << pack_above
        << " bytes";
  CAF_MESSAGE(table.str());
  CAF_CHECK(packed.each < open.each);
}
