#pragma once

#include "load/customer/customer.hpp"
#include "load/engine/booking_board.hpp"
#include "load/engine/note_box.hpp"
#include "load/wire/letter.hpp"

#include <caf/behavior.hpp>
#include <caf/fwd.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace quickbooking {

/// What the customers of a run share.
struct customer_context {
  customer_world world;
  letter_head head;
  std::string id_prefix; ///< of their messages' ids, other than those of other runs
  std::shared_ptr<booking_board> board;
  std::shared_ptr<note_box> notes;
  std::atomic<std::uint64_t> messages{0}; ///< numbered so far
};

/// Who visits, and what for.
struct visitor {
  visit_id who;
  std::string phone; ///< `+` and digits
  journey what = journey::books;
  language lang = language::en;
  std::uint64_t seed = 0;
};

/// One customer during one conversation: a shell around `step`. Writes at once; ends with
/// `visit_ended`.
caf::behavior customer_actor(caf::event_based_actor* self,
                             std::shared_ptr<customer_context> context, visitor about);

} // namespace quickbooking
