#include "actors/calendar/booking_code.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>
#include <system_error>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::string_view alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";
constexpr int code_length = 5;

/// Numbers of the system's generator, fetched many at a time: one call of it costs as much as the
/// booking's row.
class random_stock {
public:
  std::uint64_t next() {
    if (used_ == numbers_.size())
      fetch();
    return std::exchange(numbers_[used_++], 0);
  }

private:
  void fetch() {
    if (::getentropy(numbers_.data(), sizeof numbers_) != 0)
      throw std::system_error{errno, std::generic_category(), "getentropy"};
    used_ = 0;
  }

  std::array<std::uint64_t, 32> numbers_{}; // 256 bytes: the most that one call gives
  std::size_t used_ = numbers_.size();
};

} // namespace

random_source system_random() {
  return [] {
    thread_local random_stock stock;
    return stock.next();
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
