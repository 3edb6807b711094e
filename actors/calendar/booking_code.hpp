#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace quickbooking {

/// Where codes and ids come from; tests pass their own.
using random_source = std::function<std::uint64_t()>;

/// The operating system's randomness.
random_source system_random();

/// How often another code is drawn where one is taken. With a tenth of all codes in use, eight
/// draws fail once in 100 million bookings.
inline constexpr int code_attempts = 8;

/// `BK-` and five letters or digits. Without what is misread (0 O, 1 I L) and without vowels, so
/// that no word comes out: 17 million codes for each salon.
std::string make_booking_code(const random_source& random);

/// A random UUID (version 4).
std::string make_booking_id(const random_source& random);

} // namespace quickbooking
