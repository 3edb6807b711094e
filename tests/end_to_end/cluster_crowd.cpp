#include "tests/end_to_end/cluster_crowd.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace quickbooking {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t at_once = 4;

/// How often a customer takes another slot because the one that was tapped is gone.
constexpr int most_attempts = 10;

const std::array wishes{"Haircut tomorrow", "Massage on Friday", "Pedicure next week",
                        "Manicure on Monday"};

std::string session_key_of(const std::string& phone) { return "booking:session:" + phone; }

/// What Redis holds of a customer; null if nothing.
json stored(const private_redis_cluster& redis, const std::string& phone) {
  const auto key = session_key_of(phone);
  return json::parse(redis.probe_of(key).text({"GET", key}), nullptr, false);
}

} // namespace

json on_cluster(const std::vector<std::string>& seeds) {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/one-node-redis-cluster.json"};
  auto redis = json::parse(file)["redis"];
  redis["cluster"] = seeds;
  redis["host"] = nullptr; // what `start_node` writes there
  redis["port"] = nullptr;
  return {{"redis", redis}};
}

cluster_crowd::cluster_crowd(const std::string& url, const std::string& digits, int customers)
    : url_{url} {
  for (int i = 0; i < customers; ++i) {
    const auto phone = "+" + digits + std::to_string(1000 + i);
    customers_.push_back({phone, api_customer{url, phone}});
  }
}

void cluster_crowd::start() {
  is_over_ = false;
  for (std::size_t i = 0; i < at_once; ++i)
    threads_.emplace_back([this, i] { play(i); });
}

void cluster_crowd::stop() {
  is_over_ = true;
  for (auto& x : threads_)
    x.join();
  threads_.clear();
}

/// Every so many-th customer from this one on, in turn.
void cluster_crowd::play(std::size_t first) {
  bool have_all_booked = false;
  do {
    have_all_booked = true;
    for (auto i = first; i < customers_.size(); i += at_once) {
      auto& who = customers_[i];
      if (!who.has_booked)
        book(who);
      else
        timed([&] { return who.talk.says(wishes[who.said++ % wishes.size()]); });
      have_all_booked = have_all_booked && who.said > 0;
    }
  } while (!is_over_ || !have_all_booked);
}

/// A step, as far as it gets: who is told that a slot is taken tries another one.
void cluster_crowd::book(customer& who) {
  auto shown = timed([&] { return who.talk.says(wishes[who.phone.back() % wishes.size()]); });
  for (int i = 0; i < most_attempts && !who.has_booked; ++i) {
    auto slot = shown.option("slot_");
    auto confirm = shown.option("confirm_");
    const auto button = confirm.empty() ? slot : confirm;
    if (button.empty())
      return;
    shown = timed([&] { return who.talk.taps(button); });
    who.has_booked = shown.type() == "booking_confirmed";
  }
  booked_ += who.has_booked;
}

answer cluster_crowd::timed(const std::function<answer()>& act) {
  const auto begin = steady_clock::now();
  auto got = act();
  const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin).count();
  auto longest = longest_.load();
  while (took > longest && !longest_.compare_exchange_weak(longest, took)) {
  }
  ++answers_;
  refused_ += got.status != 200;
  return got;
}

std::set<hash_slot> cluster_crowd::slots_at(std::size_t place,
                                            const private_redis_cluster& redis) const {
  std::set<hash_slot> slots;
  for (auto& x : customers_)
    if (const auto key = session_key_of(x.phone); redis.master_of(key) == place)
      slots.insert(slot_of_key(key));
  return slots;
}

std::size_t cluster_crowd::shards(const private_redis_cluster& redis) const {
  std::set<std::size_t> masters;
  for (auto& x : customers_)
    masters.insert(redis.master_of(session_key_of(x.phone)));
  return masters.size();
}

bool cluster_crowd::are_all_in(const private_redis_cluster& redis) const {
  return std::ranges::all_of(customers_, [&](auto& x) {
    const auto shown = get(url_, "/v1/sessions/%2B" + x.phone.substr(1)).body;
    const auto held = stored(redis, x.phone);
    return shown.value("durable", false) && held.is_object() && shown.contains("session")
           && held.value("revision", -1) == shown["session"].value("revision", -2);
  });
}

} // namespace quickbooking
