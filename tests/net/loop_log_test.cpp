#define CAF_SUITE loop_log

#include "net/loop/asio.hpp"
#include "net/loop/callback.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/support/caught_lines.hpp"

#include <caf/test/unit_test.hpp>

#include <functional>
#include <future>
#include <stdexcept>

using namespace quickbooking;

namespace {

/// Runs something on the loop, and what was posted before it.
void run_on(event_loop& loop, std::function<void()> what) {
  asio::post(loop.context(), std::move(what));
  std::promise<void> done;
  asio::post(loop.context(), [&] { done.set_value(); });
  done.get_future().wait();
}

} // namespace

CAF_TEST(what_handlers_and_callbacks_throw_goes_to_the_log_of_their_loop) {
  auto mine = std::make_shared<caught_lines>();
  auto others = std::make_shared<caught_lines>();
  event_loop loop{logger_to(mine)};
  event_loop other{logger_to(others)};
  run_on(loop, [] { throw std::runtime_error{"boom"}; });
  run_on(loop, [&] {
    std::function<void()> callback = [] { throw 7; };
    call_once(loop.context(), "redis", callback);
  });
  CAF_CHECK_EQUAL(mine->text(), "event loop: a handler threw: boom\n"
                                "redis: a callback threw something unknown\n");
  CAF_CHECK_EQUAL(others->text(), "");
}
