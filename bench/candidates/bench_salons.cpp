#include "bench/candidates/bench_salons.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

namespace quickbooking {

namespace {

constexpr std::uint64_t first_phone = 15'550'000'000;

} // namespace

std::string bench_salon_id(std::uint64_t number) {
  auto digits = std::to_string(number % bench_salon_count);
  digits.insert(0, 12 - digits.size(), '0');
  return "6f1c1c1e-0000-4000-9000-" + digits; // as long as a real one
}

std::string bench_catalog(const std::string& demo_catalog_file) {
  std::ifstream file{demo_catalog_file};
  auto catalog = nlohmann::json::parse(file, nullptr, false);
  if (!catalog.is_object())
    throw std::runtime_error{"cannot read " + demo_catalog_file};
  auto salon = catalog.at("salons").at(0);
  auto all = nlohmann::json::array();
  for (std::uint64_t i = 0; i < bench_salon_count; ++i) {
    salon["id"] = bench_salon_id(i);
    salon["phoneNumberId"] = std::to_string(700'800'900'000'000 + i);
    for (std::size_t m = 0; m < salon["masters"].size(); ++m)
      salon["masters"][m]["id"] = bench_salon_id(i).replace(9, 4, "b" + std::to_string(100 + m));
    all.push_back(salon);
  }
  catalog["salons"] = std::move(all);
  return catalog.dump();
}

journey_customer bench_customer(std::uint64_t index) {
  return {"+" + std::to_string(first_phone + index), bench_salon_id(index)};
}

} // namespace quickbooking
