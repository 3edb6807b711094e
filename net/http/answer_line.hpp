#pragma once

#include "net/http/http_answer.hpp"
#include "net/loop/asio.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace quickbooking {

/// The answers of one connection. They come in any order and leave in the order of the requests
/// (pipelining, RFC 9112 section 9.3.2).
class answer_line {
public:
  using place = std::uint64_t;

  /// Takes the next place in the line, for an answer of that form.
  place enter(answer_form form, loop_clock::time_point now = {});

  /// Takes a place for `100 Continue`, which needs no answer.
  void enter_continue();

  /// Gives the answer of a place. False if that place has left or has one.
  bool fill(place where, http_response answer);

  bool front_is_ready() const { return !slots_.empty() && slots_.front().answer.has_value(); }

  /// True if the front entered before that and has no answer yet.
  bool front_waits_since(loop_clock::time_point then) const {
    return !slots_.empty() && !slots_.front().answer && slots_.front().entered <= then;
  }

  place front() const { return first_; }

  /// Appends the front's bytes and drops it. `last`: nothing will follow on this connection.
  void pop_into(std::string& out, bool last);

  bool empty() const { return slots_.empty(); }
  std::size_t size() const { return slots_.size(); }

private:
  struct slot {
    answer_form form;
    loop_clock::time_point entered;
    std::optional<http_response> answer;
    bool interim = false;
  };

  std::deque<slot> slots_;
  place first_ = 0;
};

} // namespace quickbooking
