#define CAF_SUITE bench_salons

#include "bench/candidates/bench_salons.hpp"
#include "booking/catalog/salon.hpp"

#include <caf/test/unit_test.hpp>

#include <set>
#include <stdexcept>

using namespace quickbooking;

namespace {

const std::string demo = QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json";

} // namespace

CAF_TEST(the_catalog_is_one_that_a_node_reads) {
  const auto text = bench_catalog(demo);
  const auto parsed = catalog::parse(text);
  CAF_REQUIRE_EQUAL(parsed ? std::string{} : parsed.error().message, "");
  for (std::uint64_t i = 0; i < bench_salon_count; ++i)
    CAF_REQUIRE(parsed->by_id(bench_salon_id(i)));
}

CAF_TEST(customers_have_phones_of_their_own_and_stay_with_their_salon) {
  std::set<std::string> phones;
  for (std::uint64_t i = 0; i < 1000; ++i)
    phones.insert(bench_customer(i).phone);
  CAF_CHECK_EQUAL(phones.size(), 1000u);
  CAF_CHECK(bench_customer(7).salon_id == bench_customer(7 + bench_salon_count).salon_id);
  CAF_CHECK(bench_customer(7).salon_id != bench_customer(8).salon_id);
}

CAF_TEST(a_demo_salon_that_is_not_there_is_an_error) {
  auto complained = false;
  try {
    bench_catalog("/nowhere.json");
  } catch (const std::runtime_error&) {
    complained = true;
  }
  CAF_CHECK(complained);
}
