#define CAF_SUITE event_loop

#include "net/loop/asio.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/support/caught_lines.hpp"
#include "tests/support/child_process.hpp"

#include <boost/asio/steady_timer.hpp>
#include <caf/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Waits until a handler has run that is due after `delay`.
void await_handler(event_loop& loop, std::chrono::milliseconds delay = 0ms) {
  std::promise<void> done;
  asio::steady_timer timer{loop.context(), delay};
  timer.async_wait([&](boost::system::error_code) { done.set_value(); });
  done.get_future().wait();
}

} // namespace

CAF_TEST(a_loop_with_nothing_to_handle_does_all_spare_work_there_is) {
  std::atomic<int> left = 0;
  std::promise<void> none_left;
  event_loop loop{nullptr, [&] {
                    if (left == 0)
                      return false;
                    if (--left == 0)
                      none_left.set_value();
                    return true;
                  }};
  asio::post(loop.context(), [&] { left = 100; });
  CAF_CHECK(none_left.get_future().wait_for(10s) == std::future_status::ready);
}

CAF_TEST(a_loop_without_spare_work_sleeps) {
  std::atomic<int> asked = 0;
  event_loop loop{nullptr, [&] {
                    ++asked;
                    return false;
                  }};
  await_handler(loop, 50ms);
  CAF_CHECK_LESS(asked, 10);
}

CAF_TEST(handlers_do_not_wait_for_the_end_of_spare_work) {
  event_loop loop{nullptr, [] { return true; }};
  for (int i = 0; i < 100; ++i)
    await_handler(loop);
}

CAF_TEST(spare_work_that_throws_is_logged_and_the_loop_goes_on) {
  auto lines = std::make_shared<caught_lines>();
  std::atomic<bool> throws = false;
  event_loop loop{logger_to(lines), [&] {
                    if (throws.exchange(false))
                      throw std::runtime_error{"boom"};
                    return false;
                  }};
  asio::post(loop.context(), [&] { throws = true; });
  CAF_CHECK(eventually([&] { return lines->text() == "event loop: a handler threw: boom\n"; }));
  await_handler(loop);
}
