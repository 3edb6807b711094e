#pragma once

#include "net/http/answer_line.hpp"
#include "net/http/http_reader.hpp"
#include "net/http/http_tally.hpp"
#include "net/log.hpp"
#include "net/loop/loop_gate.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace quickbooking {

/// What all connections of a server share.
struct http_service {
  std::shared_ptr<loop_gate> gate;
  log_ptr log;
  http_limits limits;
  http_handler handler;
  std::shared_ptr<http_tally> tally = std::make_shared<http_tally>();
  bool retiring = false;      ///< the request under way is the last one of its connection
  std::size_t unfinished = 0; ///< connections that may bring a request or wait for an answer
  std::function<void()> when_finished = {}; ///< to be called once no such connection is left

  void look_whether_finished() {
    if (unfinished == 0 && when_finished)
      std::exchange(when_finished, nullptr)();
  }
};

/// One accepted connection. Lives on the loop's thread; owned by the server until `on_closed`.
class http_connection : public std::enable_shared_from_this<http_connection> {
public:
  using closed_handler = std::function<void(const std::shared_ptr<http_connection>&)>;

  http_connection(tcp_socket socket, std::shared_ptr<http_service> service,
                  closed_handler on_closed);
  ~http_connection();

  void start();

  /// Answers this instead of reading anything, and closes.
  void turn_away(http_response answer);

  /// Closes as soon as the request under way, if any, is answered.
  void retire();

  /// Ends what took too long.
  void check_deadlines(loop_clock::time_point now);

  void close();

private:
  // -- reading ----------------------------------------------------------------

  bool wants_input() const;
  void read();
  void on_read(error_code ec, std::size_t count);
  void on_input(std::size_t count);
  void on_end();
  void pump();
  bool step();
  void hand_over(http_reader::received received);
  void call_handler(http_request request, http_responder respond);

  // -- answering --------------------------------------------------------------

  void refuse(http_response answer);
  bool fill(answer_line::place where, http_response answer);
  void answer(answer_line::place where, http_response answer);
  void flush();
  void write();
  void on_written(error_code ec);
  void go_on();

  // -- ending -----------------------------------------------------------------

  void finish();
  void note_finished();
  void drain(std::size_t count);

  tcp_socket socket_;
  std::shared_ptr<http_service> service_;
  closed_handler on_closed_;
  http_reader reader_;
  answer_line line_;
  byte_share incoming_bytes_;
  std::string out_;
  std::optional<loop_clock::time_point> request_began_;
  loop_clock::time_point last_active_;
  loop_clock::time_point write_began_;
  loop_clock::time_point linger_until_;
  std::size_t drained_ = 0;
  bool from_loopback_ = false;
  bool reading_ = false;
  bool writing_ = false;
  bool pumping_ = false;
  bool input_ended_ = false; ///< no further request is taken from this connection
  bool peer_ended_ = false;
  bool lingering_ = false;
  bool closed_ = false;
};

} // namespace quickbooking
