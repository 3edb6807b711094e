#include "tests/faults/lineage.hpp"

#include <algorithm>
#include <stdexcept>

namespace quickbooking::faults {

namespace {

using writes = std::vector<stored_write>;

const writes& of(const writes_by_phone& all, const std::string& phone) {
  static const writes none;
  const auto found = all.find(phone);
  return found == all.end() ? none : found->second;
}

bool is_same_version(const stored_write& a, const stored_write& b) {
  return a.epoch == b.epoch && a.revision == b.revision;
}

/// The writes up to the last one of the version that a copy holds.
writes until_copied(const writes& first, const writes& copy) {
  const auto newest = std::max_element(copy.begin(), copy.end(), [](const auto& a, const auto& b) {
    return a.revision < b.revision;
  });
  if (newest == copy.end() || newest->epoch == 0)
    return {};
  const auto last = std::find_if(first.rbegin(), first.rend(), [&newest](const auto& each) {
    return is_same_version(each, *newest);
  });
  if (last == first.rend())
    throw std::runtime_error{"a replica holds what its master never had"};
  return {first.begin(), last.base()};
}

writes without(const writes& all, const writes& some) {
  writes rest;
  std::copy_if(all.begin(), all.end(), std::back_inserter(rest), [&some](const auto& each) {
    return std::find(some.begin(), some.end(), each) == some.end();
  });
  return rest;
}

} // namespace

lineage follow(const writes_by_phone& first, const writes_by_phone& base,
               const writes_by_phone& later) {
  lineage made;
  for (const auto& [phone, taken] : first) {
    made.kept[phone] = until_copied(taken, of(base, phone));
  }
  for (const auto& [phone, taken] : later)
    made.kept[phone].insert(made.kept[phone].end(), taken.begin(), taken.end());
  for (const auto& [phone, taken] : first)
    made.abandoned[phone] = without(taken, made.kept[phone]);
  return made;
}

} // namespace quickbooking::faults
