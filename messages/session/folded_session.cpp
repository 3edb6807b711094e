#include "messages/session/folded_session.hpp"

#include "messages/encoding/packed_text.hpp"
#include "messages/session/raw_session.hpp"

#include <stdexcept>
#include <utility>

namespace quickbooking {

namespace {

/// What most sessions have in common.
session sample_session() {
  session x;
  x.session_id = "session_1795308414109_";
  x.customer_id = make_customer_id("+1", "");
  x.created_at = x.last_interaction_at = instant{};
  x.wanted.service_id = x.wanted.service_name = "";
  x.wanted.date = std::chrono::year{2027} / 1 / 1;
  x.wanted.time = std::chrono::hours{15};
  x.original_intent = x.wanted;
  slot offered;
  offered.id = to_slot_id({"", "", instant{}});
  offered.show_star = true;
  offered.proximity_label = "exact";
  x.slots = {offered};
  x.selected_slot = offered;
  x.state = conversation_state::slots_shown;
  card shown;
  shown.sections = {{"", {{"slot_", "", ""}, {"confirm_", "", "60 min"}}}};
  x.answered = std::make_shared<const last_reply>(last_reply{"wamid.", "out_", shown});
  return x;
}

const sample_packer& packer() {
  static const sample_packer made{to_raw(sample_session())};
  return made;
}

} // namespace

const session& folded_session::get() const {
  unfold();
  return *open_;
}

session& folded_session::edit() {
  unfold();
  return *open_;
}

session folded_session::take() {
  unfold();
  return std::move(*std::exchange(open_, nullptr));
}

void folded_session::fold() {
  if (!open_ || !open_->exists())
    return;
  folded_ = packer().pack(to_raw(*open_));
  if (!folded_.empty())
    open_.reset();
}

void folded_session::unfold() const {
  if (open_)
    return;
  if (folded_.empty()) {
    open_ = std::make_unique<session>();
    return;
  }
  const auto bytes = packer().unpack(std::exchange(folded_, {}));
  if (!bytes) // our own, from our own memory
    throw std::logic_error{"a folded session is broken: " + bytes.error().message};
  open_ = std::make_unique<session>(session_from_raw(*bytes));
}

} // namespace quickbooking
