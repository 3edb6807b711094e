#pragma once

#include "load/engine/customer_actor.hpp"
#include "load/engine/customer_messages.hpp"
#include "load/scenario/scenario.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace quickbooking {

/// The customers of a run: who has which phone, and their actors. For one thread.
class crowd {
public:
  crowd(caf::actor_system& system, std::shared_ptr<customer_context> context,
        const scenario& about);

  /// A new customer takes the phone that rested longest and writes the first message. Nothing if
  /// every phone is in use.
  std::optional<visit_id> invite();

  /// The phone's index; nothing if it is not in the range.
  std::optional<std::uint32_t> index_of(std::string_view phone) const;

  std::string phone_at(std::uint32_t index) const { return phones_.at(index); }

  /// True while this conversation goes on.
  bool is_present(const visit_id& who) const;

  // -- what customers learn; ignored where nobody visits ---

  void tell(std::uint32_t phone, reply_arrived what);
  void tell_thought(const visit_id& who, std::uint32_t number);
  void tell_missing(std::uint32_t phone);

  // -- the end of a conversation ---

  /// The customer will do nothing more.
  void mark_leaving(const visit_id& who);

  bool is_leaving(std::uint32_t phone) const;

  /// The conversation is over; the phone may rest.
  void dismiss(std::uint32_t phone);

  void dismiss_all();

  std::size_t present() const { return present_; }

private:
  struct place {
    std::uint32_t visit = 0;
    caf::actor actor;
    bool leaving = false;
  };

  visitor make_visitor(visit_id who);

  caf::actor_system& system_;
  std::shared_ptr<customer_context> context_;
  phone_range phones_;
  std::array<double, journey_count> journeys_;
  std::array<double, all_languages.size()> languages_;
  std::uint64_t seed_;
  std::uint64_t invited_ = 0;
  std::vector<place> places_; ///< of the phones in use so far
  std::deque<std::uint32_t> rested_;
  std::size_t present_ = 0;
};

} // namespace quickbooking
