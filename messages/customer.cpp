#include "messages/customer.hpp"

#include "messages/encoding/ascii.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::size_t max_given_bytes = 256;
constexpr std::size_t max_phone_digits = 15; // E.164
constexpr std::size_t max_bsuid_tail = 128;
constexpr std::string_view key_prefix = "booking:session:";

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= max_phone_digits
         && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_phone_key(std::string_view customer) {
  return customer.starts_with('+') && is_digits(customer.substr(1));
}

} // namespace

result<customer_key> make_customer_key(std::string_view given) {
  if (given.size() > max_given_bytes)
    return fail("invalid_phone", "the phone is longer than 256 bytes");
  if (is_bsuid(given))
    return customer_key{given};
  customer_key key = "+";
  std::copy_if(given.begin(), given.end(), std::back_inserter(key), is_digit);
  if (key.size() == 1)
    return fail("invalid_phone", "the phone has no digit");
  if (key.size() > max_phone_digits + 1)
    return fail("invalid_phone", "the phone has more than 15 digits");
  return key;
}

bool is_bsuid(std::string_view customer) {
  if (customer.size() < 4 || !is_upper(customer[0]) || !is_upper(customer[1]) || customer[2] != '.')
    return false;
  auto tail = customer.substr(3);
  if (tail.starts_with("ENT."))
    tail.remove_prefix(4);
  return !tail.empty() && tail.size() <= max_bsuid_tail
         && std::all_of(tail.begin(), tail.end(), is_alnum);
}

std::string masked(std::string_view customer) {
  if (is_bsuid(customer))
    return std::string{customer.substr(0, 3)} + "***";
  if (!is_phone_key(customer) || customer.size() < 6)
    return "***";
  std::string shown{customer};
  std::fill(shown.begin() + 2, shown.end() - 2, '*');
  return shown;
}

std::string session_key(std::string_view customer) {
  return std::string{key_prefix}.append(customer);
}

std::string legacy_session_key(std::string_view customer) {
  return is_phone_key(customer) ? session_key(customer.substr(1)) : std::string{};
}

customer_key customer_of_session_key(std::string_view key) {
  if (!key.starts_with(key_prefix))
    return {};
  key.remove_prefix(key_prefix.size());
  if (is_digits(key))
    return "+" + std::string{key};
  return is_phone_key(key) || is_bsuid(key) ? customer_key{key} : customer_key{};
}

} // namespace quickbooking
