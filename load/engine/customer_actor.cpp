#include "load/engine/customer_actor.hpp"

#include "load/engine/customer_messages.hpp"
#include "load/verdict/confirmation.hpp"
#include "load/verdict/reply_language.hpp"
#include "load/wire/json_ascii.hpp"

#include <caf/event_based_actor.hpp>
#include <spdlog/spdlog.h>

#include <chrono>

namespace quickbooking {

namespace {

class customer {
public:
  customer(std::shared_ptr<customer_context> context, visitor about)
      : context_{std::move(context)},
        about_{std::move(about)},
        chance_{about_.seed} {
    state_.what = about_.what;
    state_.lang = about_.lang;
  }

  void arrive() { act(step(state_, arrived{}, context_->world, chance_), run_time{}, {}); }

  void hear(reply_arrived& x) {
    auto note = judge(x.reply);
    const auto is_booking = booked_now_;
    act(step(state_, heard{std::move(x.reply), is_booking}, context_->world, chance_), x.at,
        std::move(note));
  }

  void wake(std::uint32_t number) {
    if (number == thoughts_)
      act(step(state_, thought{}, context_->world, chance_), run_time::clock::now(), {});
  }

  void despair() { act(step(state_, silence{}, context_->world, chance_), run_time{}, {}); }

private:
  /// What a reply says against the salon.
  customer_note judge(const heard_reply& reply) {
    customer_note note;
    note.read_wrong_language = is_in_wrong_language(reply.text, state_.lang);
    if (note.read_wrong_language)
      spdlog::warn("event=wrong_language customer={} journey={} expected={} text={}", about_.phone,
                   to_string(about_.what), to_string(state_.lang), json_ascii(reply.text));
    const auto told = reply.options.empty() ? read_confirmation(reply.text) : std::nullopt;
    booked_now_ = told.has_value();
    if (told)
      note.read_double_booking
          = context_->board->enter({about_.who.phone, told->code, state_.confirming, told->words});
    return note;
  }

  void act(customer_acts acts, run_time since, customer_note note) {
    note.who = about_.who;
    note.leaves = acts.leaves;
    for (auto& each : acts.messages)
      note.messages.push_back(to_ready(std::move(each)));
    if (acts.think) {
      note.think_until = since + *acts.think;
      note.thought = ++thoughts_;
    }
    context_->notes->put(std::move(note));
  }

  ready_message to_ready(sent_message x) {
    const auto number = ++context_->messages;
    const auto now
        = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const letter written{about_.phone, context_->id_prefix + std::to_string(number), now,
                         std::move(x.what)};
    return {about_.who, number, to_request(context_->head, written), x.after, x.copies};
  }

  std::shared_ptr<customer_context> context_;
  visitor about_;
  dice chance_;
  customer_state state_;
  std::uint32_t thoughts_ = 0;
  bool booked_now_ = false;
};

} // namespace

caf::behavior customer_actor(caf::event_based_actor* self,
                             std::shared_ptr<customer_context> context, visitor about) {
  const auto one = std::make_shared<customer>(std::move(context), std::move(about));
  one->arrive();
  return {[one](reply_arrived& x) { one->hear(x); },
          [one](const thinking_ended& x) { one->wake(x.number); },
          [one](const reply_missing&) { one->despair(); },
          [self](const visit_ended&) { self->quit(); }};
}

} // namespace quickbooking
