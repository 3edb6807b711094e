#define CAF_SUITE cluster_bookings

#include "tests/cluster/bars.hpp"
#include "tests/cluster/salon_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <latch>

using namespace quickbooking;

namespace {

constexpr const char* bookings = "SELECT count(*) FROM quickbooking.bookings";

/// A customer at one node, as far as the question whether to confirm.
struct confirmer {
  confirmer(const salon_cluster& salon, int n)
      : who(salon.url(static_cast<std::size_t>(n) % 3), "+1666" + std::to_string(1'000'000 + n)) {}

  /// False if the slot is not free any more.
  bool chooses(const std::string& slot) {
    who.says("Haircut");
    confirm = who.taps(slot).option("confirm_");
    return !confirm.empty();
  }

  api_customer who;
  std::string confirm;
};

/// Customers who all want the first free slot.
class rush {
public:
  /// Phones from `first` on. All have the question whether to confirm when it returns.
  rush(const salon_cluster& salon, int customers, int first) {
    api_customer scout{salon.url(0), "+1667" + std::to_string(first)};
    const auto slot = scout.says("Haircut").option("slot_");
    CAF_REQUIRE(!slot.empty());
    for (int i = 0; i < customers; ++i)
      all_.emplace_back(salon, first + i);
    std::atomic<int> asked = 0;
    in_parallel(asking, [&](std::size_t part) {
      for (auto i = part; i < all_.size(); i += asking)
        asked += all_[i].chooses(slot);
    });
    CAF_REQUIRE_EQUAL(asked.load(), customers);
  }

  /// How many were told that the slot is theirs.
  int confirms_at_once() {
    std::latch ready{static_cast<std::ptrdiff_t>(all_.size())};
    std::atomic<int> booked = 0;
    in_parallel(all_.size(), [&](std::size_t i) {
      ready.arrive_and_wait();
      const auto end = all_[i].who.taps(all_[i].confirm);
      booked += end.type() == "booking_confirmed";
      failures_ += end.status != 200;
    });
    return booked;
  }

  int failures() const { return failures_; }

private:
  static constexpr std::size_t asking = 8;

  /// Runs it so often, each time on a thread of its own.
  template <class F>
  static void in_parallel(std::size_t threads, F f) {
    std::vector<std::future<void>> all;
    for (std::size_t i = 0; i < threads; ++i)
      all.push_back(std::async(std::launch::async, f, i));
    for (auto& each : all)
      each.get();
  }

  std::vector<confirmer> all_;
  std::atomic<int> failures_ = 0;
};

} // namespace

CAF_TEST(a_booking_through_three_nodes_is_known_to_all) {
  salon_cluster salon;
  auto phone = salon.phone_of(2, 0);
  auto card = api_customer{salon.url(0), phone}.says("Haircut tomorrow 3pm");
  auto slot = card.option("slot_");
  auto chosen = api_customer{salon.url(1), phone}.taps(slot);
  auto booked = api_customer{salon.url(0), phone}.taps(chosen.option("confirm_"));
  CAF_REQUIRE_EQUAL(booked.type(), "booking_confirmed");
  CAF_CHECK_EQUAL(salon.sql(bookings), "1");
  for (std::size_t i = 0; i < salon.size(); ++i) {
    auto again = api_customer{salon.url(i), phone}.taps(chosen.option("confirm_"));
    CAF_CHECK(again.payload().value("bookingCode", "none") == booked.payload()["bookingCode"]
              || again.type() != "booking_confirmed");
  }
  CAF_CHECK_EQUAL(salon.sql(bookings), "1");
}

CAF_TEST(P6_of_many_customers_on_three_nodes_who_confirm_one_slot_at_once_one_gets_it) {
  salon_cluster salon;
  const auto rounds = amount("QUICKBOOKING_ROUNDS", 3);
  const auto customers = amount("QUICKBOOKING_CUSTOMERS", 60);
  int wrong = 0;
  for (int round = 1; round <= rounds; ++round) {
    rush crowd{salon, customers, round * customers};
    const auto booked = crowd.confirms_at_once();
    CAF_CHECK_EQUAL(crowd.failures(), 0);
    CAF_CHECK_EQUAL(booked, 1);
    const auto stored = salon.sql(bookings);
    CAF_CHECK_EQUAL(stored, std::to_string(round));
    wrong += booked != 1 || crowd.failures() > 0 || stored != std::to_string(round);
  }
  tell_bar(
      std::to_string(rounds) + " times " + std::to_string(customers)
          + " customers on three nodes tap one slot at once: rounds without exactly one booking",
      std::to_string(wrong), "0", wrong == 0);
}
