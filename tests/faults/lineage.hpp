#pragma once

#include "tests/faults/append_log.hpp"

namespace quickbooking::faults {

/// What became of a master's writes once a replica has taken its place.
struct lineage {
  writes_by_phone kept;      ///< what the new master ever held, in order
  writes_by_phone abandoned; ///< what the old one took and the new one never had
};

/// `first`: all that the old master took. `base`: what the new one held when it was filled by the
/// old one for the last time; empty if that was before the first write. `later`: what it took from
/// then on, as replica and as master. Pure. Throws std::runtime_error if these do not fit together.
lineage follow(const writes_by_phone& first, const writes_by_phone& base,
               const writes_by_phone& later);

} // namespace quickbooking::faults
