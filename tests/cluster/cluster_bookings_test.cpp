#define CAF_SUITE cluster_bookings

#include "tests/cluster/salon_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <future>
#include <set>

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
  int next = 0;
  for (int round = 1; round <= rounds; ++round) {
    auto slot = api_customer{salon.url(0), "+1666" + std::to_string(next)}.says("Haircut").option(
        "slot_");
    CAF_REQUIRE(!slot.empty());
    std::vector<confirmer> crowd;
    for (int i = 0; i < customers; ++i)
      crowd.emplace_back(salon, ++next);
    for (auto& x : crowd)
      CAF_REQUIRE(x.chooses(slot));
    std::vector<std::future<answer>> all;
    for (auto& x : crowd)
      all.push_back(std::async(std::launch::async, [&x] { return x.who.taps(x.confirm); }));
    int booked = 0;
    for (auto& x : all) {
      auto end = x.get();
      CAF_CHECK_EQUAL(end.status, 200);
      booked += end.type() == "booking_confirmed";
    }
    CAF_CHECK_EQUAL(booked, 1);
    CAF_CHECK_EQUAL(salon.sql(bookings), std::to_string(round));
  }
}
