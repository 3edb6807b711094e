#pragma once

#include "bench/driver/journey.hpp"

#include <cstdint>
#include <string>

namespace quickbooking {

/// So many that their free times outlast every run, and that customers who are there at the same
/// moment are in different ones.
inline constexpr std::uint64_t bench_salon_count = 200;

/// The id of a salon of the bench's catalog.
std::string bench_salon_id(std::uint64_t number);

/// The catalog as JSON: as many copies of the demo salon, with stylists of their own. Throws
/// std::runtime_error if the demo salon cannot be read.
std::string bench_catalog(const std::string& demo_catalog_file);

/// The `index`-th of endlessly many customers, each always in the same salon.
journey_customer bench_customer(std::uint64_t index);

} // namespace quickbooking
