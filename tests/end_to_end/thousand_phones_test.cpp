#define CAF_SUITE thousand_phones

#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>
#include <sqlite3.h>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <latch>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

using namespace quickbooking;
using nlohmann::json;
using std::chrono::duration;
using std::chrono::steady_clock;

namespace {

constexpr int phones = 1000;

/// How often a customer takes another slot because the one that was tapped is gone.
constexpr int most_attempts = 40;

constexpr int salons = 50;

std::string salon_id(int number) { return "salon-" + std::to_string(number % salons); }

/// Fifty salons like the demo's, with stylists of their own.
std::string big_catalog(const temp_dir& dir) {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"};
  auto catalog = json::parse(file);
  auto model = catalog["salons"][0];
  auto& all = catalog["salons"] = json::array();
  for (int i = 0; i < salons; ++i) {
    model["id"] = salon_id(i);
    model["phoneNumberId"] = std::to_string(1000 + i);
    for (std::size_t m = 0; m < model["masters"].size(); ++m)
      model["masters"][m]["id"] = "stylist-" + std::to_string(i) + "-" + std::to_string(m);
    all.push_back(model);
  }
  std::ofstream{dir.file("catalog.json")} << catalog.dump();
  return dir.file("catalog.json");
}

/// User and system time that a process has used, in seconds.
double cpu_seconds(pid_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
  std::string line;
  std::getline(file, line);
  std::istringstream rest{line.substr(line.rfind(')') + 2)};
  std::string word;
  long ticks = 0;
  for (int field = 3; rest >> word && field <= 15; ++field)
    if (field == 14 || field == 15)
      ticks += std::stol(word);
  return static_cast<double>(ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// Resident memory in bytes.
double resident(pid_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/statm"};
  double total = 0;
  double pages = 0;
  file >> total >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

struct tally {
  std::mutex mutex;
  std::vector<double> milliseconds;
  std::set<std::string> codes;
  std::atomic<int> booked{0};
  std::atomic<int> errors{0};
  std::atomic<int> second_choices{0};
};

double quantile(std::vector<double>& sorted, double q) {
  return sorted[std::min(sorted.size() - 1,
                         static_cast<std::size_t>(q * static_cast<double>(sorted.size())))];
}

/// A text and the taps that it takes until the booking stands.
void book(const std::string& url, int number, tally& all) {
  api_customer customer{url, "+1555100" + std::to_string(1000 + number)};
  std::vector<double> waits;
  auto timed = [&](auto step) {
    auto before = steady_clock::now();
    auto got = step();
    waits.push_back(duration<double, std::milli>(steady_clock::now() - before).count());
    all.errors += got.status != 200 || !got.body.value("success", false);
    return got;
  };
  auto last = timed([&] {
    return customer.says("Haircut in " + std::to_string(2 + number / salons % 10)
                             + " days at 13:00",
                         {{"salonId", salon_id(number)}});
  });
  for (int i = 0; i < most_attempts && last.type() == "interactive_card"; ++i) {
    auto confirm = last.option("confirm_");
    auto slots = last.options();
    std::erase_if(slots, [](const std::string& id) { return !id.starts_with("slot_"); });
    all.second_choices += confirm.empty() && i > 0;
    auto next = confirm;
    if (next.empty())
      next = slots.empty() ? last.option("choice_")
                           : slots[static_cast<std::size_t>(number) % slots.size()];
    if (next.empty())
      break;
    last = timed([&] { return customer.taps(next); });
  }
  std::lock_guard guard{all.mutex};
  all.booked += last.type() == "booking_confirmed";
  all.codes.insert(salon_id(number) + last.payload().value("bookingCode", "none"));
  all.milliseconds.insert(all.milliseconds.end(), waits.begin(), waits.end());
}

/// Pairs of live bookings of one master that overlap, as the file on disk has them.
int overlaps(const std::string& database) {
  sqlite3* file = nullptr;
  CAF_REQUIRE_EQUAL(sqlite3_open_v2(database.c_str(), &file, SQLITE_OPEN_READONLY, nullptr),
                    SQLITE_OK);
  sqlite3_stmt* query = nullptr;
  auto prepared = sqlite3_prepare_v2(
      file,
      "SELECT count(*) FROM bookings a JOIN bookings b ON a.master_id = b.master_id"
      " AND a.rowid < b.rowid AND a.start_ts < b.end_ts AND b.start_ts < a.end_ts",
      -1, &query, nullptr);
  CAF_REQUIRE_EQUAL(prepared, SQLITE_OK);
  sqlite3_step(query);
  auto count = sqlite3_column_int(query, 0);
  sqlite3_finalize(query);
  sqlite3_close(file);
  return count;
}

} // namespace

CAF_TEST(a_thousand_phones_book_at_once_without_error_or_double_booking) {
  temp_dir dir;
  private_redis redis;
  auto node = start_node(redis.port(), {{"catalog", big_catalog(dir)}});
  CAF_REQUIRE(becomes(node->url(), "ok"));
  auto node_cpu = cpu_seconds(node->pid());
  auto redis_cpu = cpu_seconds(redis.pid());
  tally all;
  std::latch start{phones};
  std::vector<std::thread> threads;
  auto begun = steady_clock::now();
  for (int i = 0; i < phones; ++i)
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      book(node->url(), i, all);
    });
  for (auto& thread : threads)
    thread.join();
  auto seconds = duration<double>(steady_clock::now() - begun).count();
  std::sort(all.milliseconds.begin(), all.milliseconds.end());
  auto requests = static_cast<double>(all.milliseconds.size());
  CAF_MESSAGE("phones " << phones << ", requests " << requests << " in " << seconds
                        << " s, taken slots met " << all.second_choices << "; latency p50 "
                        << quantile(all.milliseconds, 0.5) << " ms, p99 "
                        << quantile(all.milliseconds, 0.99) << " ms; CPU per 1,000 requests: node "
                        << (cpu_seconds(node->pid()) - node_cpu) / requests * 1000 << " s, Redis "
                        << (cpu_seconds(redis.pid()) - redis_cpu) / requests * 1000 << " s");
  CAF_CHECK_EQUAL(all.booked.load(), phones);
  CAF_CHECK_EQUAL(all.errors.load(), 0);
  CAF_CHECK_EQUAL(all.codes.size(), static_cast<std::size_t>(phones));
  CAF_CHECK_EQUAL(metric(node->url(), R"(quickbooking_bookings_total{outcome="booked"})"), phones);
  auto database = node->database();
  CAF_CHECK_EQUAL(node->terminate(), 0);
  CAF_CHECK_EQUAL(overlaps(database), 0);
}

CAF_TEST(a_live_session_costs_little_memory) {
  constexpr int sessions = 5000;
  private_redis redis;
  auto node = start_node(redis.port(), {{"idleReleaseSeconds", 3600}});
  CAF_REQUIRE(becomes(node->url(), "ok"));
  auto talk = [&](int from, int to) {
    for (int i = from; i < to; ++i)
      api_customer{node->url(), "+1555200" + std::to_string(10000 + i)}.says(
          "Haircut tomorrow 3pm");
  };
  talk(0, 500); // what grows once is there before we measure
  auto before = resident(node->pid());
  talk(500, 500 + sessions);
  auto each = (resident(node->pid()) - before) / sessions;
  CAF_MESSAGE("memory per live session: " << each / 1024 << " KiB");
  CAF_CHECK(each < 64 * 1024);
}
