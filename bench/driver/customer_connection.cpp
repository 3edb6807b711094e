#include "bench/driver/customer_connection.hpp"

#include <boost/asio/buffer.hpp>

#include <utility>

namespace quickbooking {

namespace {

constexpr std::size_t space = 64 * 1024;

} // namespace

customer_connection::customer_connection(asio::io_context& loop, std::uint16_t port,
                                         const listener& listener)
    : listener_(listener),
      socket_(loop.get_executor()),
      bytes_(space, '\0') {
  socket_.connect({asio::ip::address_v4::loopback(), port});
  socket_.set_option(tcp::no_delay{true});
}

void customer_connection::begin(journey what, time intended) {
  journey_ = std::move(what);
  intended_ = intended;
  send();
}

/// A request is small and the only one under way: the socket takes it at once, and a blocking write
/// saves a turn of the loop.
void customer_connection::send() {
  error_code ec;
  asio::write(socket_, asio::buffer(journey_->request()), ec);
  if (ec)
    return listener_.broke("cannot send: " + ec.message());
  filled_ = 0;
  read();
}

void customer_connection::read() {
  if (filled_ == bytes_.size())
    return listener_.broke("an answer is too long");
  socket_.async_read_some(asio::buffer(bytes_.data() + filled_, bytes_.size() - filled_),
                          [this](error_code ec, std::size_t count) {
                            if (ec)
                              listener_.broke("cannot receive: " + ec.message());
                            else
                              received(count);
                          });
}

void customer_connection::received(std::size_t count) {
  filled_ += count;
  const auto answer = scan_answer({bytes_.data(), filled_});
  if (!answer)
    listener_.broke(answer.error().message);
  else if (*answer)
    take(**answer);
  else
    read();
}

void customer_connection::take(const scanned_answer& answer) {
  const auto now = loop_clock::now();
  const auto step = journey_->read(answer);
  listener_.answered(intended_, now, answer.body.size());
  intended_ = now;
  if (step == journey::step::goes_on)
    send();
  else
    end(step == journey::step::failed ? journey_->problem() : std::string{});
}

void customer_connection::end(const std::string& problem) {
  journey_.reset();
  listener_.ended(*this, problem);
}

} // namespace quickbooking
