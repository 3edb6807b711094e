#include "actors/cluster/link_claim.hpp"

#include <mutex>
#include <set>
#include <utility>

namespace quickbooking {

namespace {

/// Of this process: actor systems have no place for such things.
struct claim_book {
  std::mutex mutex;
  std::set<std::pair<const caf::actor_system*, std::string>> taken;
};

claim_book& claims() {
  static claim_book book;
  return book;
}

} // namespace

link_claim::link_claim(const caf::actor_system* system, std::string cluster)
    : system_{system},
      cluster_{std::move(cluster)} {}

result<std::unique_ptr<link_claim>> link_claim::take(const caf::actor_system& system,
                                                     const std::string& cluster) {
  auto& book = claims();
  const std::lock_guard lock{book.mutex};
  if (!book.taken.emplace(&system, cluster).second)
    return fail("cannot_link",
                "this actor system has links to nodes of a cluster '" + cluster + "' already");
  return std::unique_ptr<link_claim>{new link_claim{&system, cluster}};
}

link_claim::~link_claim() {
  auto& book = claims();
  const std::lock_guard lock{book.mutex};
  book.taken.erase({system_, cluster_});
}

} // namespace quickbooking
