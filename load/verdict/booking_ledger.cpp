#include "load/verdict/booking_ledger.hpp"

namespace quickbooking {

bool booking_ledger::is_anothers(owners& all, const std::string& what, std::uint64_t customer) {
  return !what.empty() && all.emplace(what, customer).first->second != customer;
}

bool booking_ledger::enter(const told& what) {
  bookings_.insert(std::to_string(what.customer) + '/' + what.code);
  // All three are entered, whichever contradicts.
  const auto time = is_anothers(times_, what.time, what.customer);
  const auto words = is_anothers(words_, what.words, what.customer);
  const auto code = is_anothers(codes_, what.code, what.customer);
  return time || words || code;
}

} // namespace quickbooking
