// quickbooking-answering-server: answers every request with 200 at once, to measure what the load
// tool itself can do. Prints its port, and ends with its standard input.

#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"

#include <iostream>
#include <string>

int main() {
  using namespace quickbooking;
  event_loop loop;
  const auto server = http_server::listen(
      loop.context(), "127.0.0.1", 0, {}, [](const http_request&, const http_responder& respond) {
        respond({200, R"({"status":"ok"})", "application/json", {}});
      });
  if (!server) {
    std::cerr << server.error().message << '\n';
    return 1;
  }
  std::cout << (*server)->port() << std::endl;
  std::string line;
  while (std::getline(std::cin, line)) {
  }
  loop.stop();
  return 0;
}
