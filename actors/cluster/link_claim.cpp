#include "actors/cluster/link_claim.hpp"

#include <caf/actor_registry.hpp>
#include <caf/all.hpp>

#include <cstdint>

namespace quickbooking {

namespace {

caf::behavior hold_claim() {
  return {[](caf::unit_t) {}};
}

/// The cluster's name as CAF's registry can have it: ten letters and digits.
caf::atom_value key_of(const std::string& cluster) {
  std::uint64_t hash = 0xCBF29CE484222325; // FNV-1a
  for (const unsigned char each : cluster)
    hash = (hash ^ each) * 0x100000001B3;
  std::string text{"qb"};
  for (; text.size() < 10; hash /= 36)
    text += "0123456789abcdefghijklmnopqrstuvwxyz"[hash % 36];
  return caf::atom_from_string(text);
}

} // namespace

link_claim::link_claim(caf::actor_system& system, const std::string& cluster)
    : system_{system},
      key_{key_of(cluster)},
      holder_{system.spawn<caf::hidden>(hold_claim)} {
  system_.registry().put(key_, holder_); // which is ignored, if there is one
}

bool link_claim::is_ours() const {
  return system_.registry().get<caf::strong_actor_ptr>(key_)
         == caf::actor_cast<caf::strong_actor_ptr>(holder_);
}

result<std::unique_ptr<link_claim>> link_claim::take(caf::actor_system& system,
                                                     const std::string& cluster) {
  std::unique_ptr<link_claim> made{new link_claim{system, cluster}};
  if (!made->is_ours())
    return fail("cannot_link",
                "this actor system has links to nodes of a cluster '" + cluster + "' already");
  return made;
}

link_claim::~link_claim() {
  if (is_ours())
    system_.registry().erase(key_);
  caf::anon_send_exit(holder_, caf::exit_reason::user_shutdown);
}

} // namespace quickbooking
