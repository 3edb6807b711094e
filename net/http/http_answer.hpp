#pragma once

#include "net/http/http_server.hpp"

#include <string>

namespace quickbooking {

/// What the request and the state of the connection ask of an answer.
struct answer_form {
  bool head = false;       ///< to a HEAD: all headers, no body
  bool close = false;      ///< the last one on this connection
  bool keep_alive = false; ///< an HTTP/1.0 client asked to keep the connection and wants to hear it
};

/// Appends the answer as bytes ready for the socket.
void append_answer(std::string& out, const http_response& answer, answer_form form);

/// Tells a client that sent `Expect: 100-continue` to go on.
inline constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";

} // namespace quickbooking
