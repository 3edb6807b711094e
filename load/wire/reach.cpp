#include "load/wire/reach.hpp"

#include "net/http/http_client.hpp"

#include <boost/asio/executor_work_guard.hpp>

namespace quickbooking {

namespace {

constexpr std::chrono::milliseconds answer_limit{3000};

} // namespace

result<std::vector<stream_endpoint>> reach(const base_url& target) {
  const auto address = "http://" + target.authority() + target.path;
  const auto answer = http_client{address, answer_limit}.get("/readyz");
  if (answer.status == 0)
    return fail("unreachable", address + " does not answer: " + answer.reason);
  asio::io_context loop;
  result<std::vector<stream_endpoint>> found = fail("unreachable", "no address for " + address);
  auto work = asio::make_work_guard(loop);
  resolve(loop_gate::of(loop), target.host, target.port,
          [&](result<std::vector<stream_endpoint>> got) {
            found = std::move(got);
            work.reset();
          });
  loop.run();
  return found;
}

} // namespace quickbooking
