#include "net/http/answer_line.hpp"

#include <utility>

namespace quickbooking {

answer_line::place answer_line::enter(answer_form form, loop_clock::time_point now) {
  slots_.push_back({form, now, std::nullopt, false});
  return first_ + slots_.size() - 1;
}

void answer_line::enter_continue() { slots_.push_back({{}, {}, http_response{}, true}); }

bool answer_line::fill(place where, http_response answer) {
  if (where < first_ || where - first_ >= slots_.size() || slots_[where - first_].answer)
    return false;
  slots_[where - first_].answer = std::move(answer);
  return true;
}

void answer_line::pop_into(std::string& out, bool last) {
  auto& front = slots_.front();
  if (front.interim) {
    out += continue_answer;
  } else {
    front.form.close = front.form.close || last;
    append_answer(out, *front.answer, front.form);
  }
  slots_.pop_front();
  ++first_;
}

} // namespace quickbooking
