#include "actors/calendar/booking_code.hpp"

#include <array>
#include <cstdio>
#include <random>
#include <string_view>

namespace quickbooking {

namespace {

constexpr std::string_view alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";
constexpr int code_length = 5;

} // namespace

random_source system_random() {
  return [] {
    thread_local std::random_device device;
    return std::uniform_int_distribution<std::uint64_t>{}(device);
  };
}

std::string make_booking_code(const random_source& random) {
  std::string code = "BK-";
  auto x = random();
  for (int i = 0; i < code_length; ++i, x /= alphabet.size())
    code += alphabet[x % alphabet.size()];
  return code;
}

std::string make_booking_id(const random_source& random) {
  const auto high = random(), low = random();
  std::array<char, 37> text{};
  std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%012llx",
                static_cast<unsigned>(high >> 32), static_cast<unsigned>(high >> 16 & 0xffff),
                static_cast<unsigned>(high & 0xfff),
                static_cast<unsigned>((low >> 48 & 0x3fff) | 0x8000),
                static_cast<unsigned long long>(low & 0xffff'ffff'ffff));
  return text.data();
}

} // namespace quickbooking
