#include "tests/net/graph_server.hpp"

#include "tests/support/child_process.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <sys/socket.h>

#include <stdexcept>

namespace quickbooking {

namespace {

std::size_t content_length(const std::string& head) {
  const std::string name = "Content-Length: ";
  const auto at = head.find(name);
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

} // namespace

test_certificate make_certificate(const std::string& directory, const std::string& host) {
  test_certificate out{directory + "/" + host + ".pem", directory + "/" + host + ".key"};
  child_process openssl{{"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                         "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                         "/CN=" + host, "-addext", "subjectAltName=DNS:" + host, "-keyout",
                         out.key_file, "-out", out.certificate_file},
                        {{}, directory + "/openssl.log"}};
  if (openssl.wait_for(std::chrono::seconds{30}) != 0)
    throw std::runtime_error{"openssl cannot make a certificate"};
  return out;
}

graph_server::graph_server(answer_maker answer, const std::optional<test_certificate>& certificate)
    : answer_{std::move(answer)},
      acceptor_{context_, tcp::endpoint{asio::ip::address_v4::loopback(), 0}},
      port_{acceptor_.local_endpoint().port()} {
  if (certificate) {
    tls_.emplace(asio::ssl::context::tls_server);
    tls_->use_certificate_chain_file(certificate->certificate_file);
    tls_->use_private_key_file(certificate->key_file, asio::ssl::context::pem);
  }
  acceptor_thread_ = std::thread{[this] { accept(); }};
}

graph_server::~graph_server() {
  ending_ = true;
  ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
  acceptor_thread_.join();
  close_connections();
  for (auto& thread : threads_)
    thread.join();
}

std::vector<std::string> graph_server::requests() {
  const std::lock_guard guard{mutex_};
  return requests_;
}

void graph_server::close_connections() {
  const std::lock_guard guard{mutex_};
  for (auto& socket : sockets_)
    ::shutdown(socket.native_handle(), SHUT_RDWR);
}

void graph_server::accept() {
  while (!ending_) {
    error_code ec;
    tcp::socket socket{context_};
    acceptor_.accept(socket, ec);
    if (ec)
      return;
    ++connections_;
    const std::lock_guard guard{mutex_};
    sockets_.push_back(std::move(socket));
    threads_.emplace_back([this, &mine = sockets_.back()] { serve(mine); });
  }
}

/// The socket itself is closed at the end only, so that its number is not given to another one
/// while someone shuts it down.
void graph_server::serve(tcp::socket& socket) {
  try {
    if (!tls_)
      return talk(socket);
    asio::ssl::stream<tcp::socket&> stream{socket, *tls_};
    stream.handshake(asio::ssl::stream_base::server);
    talk(stream);
  } catch (const std::exception&) { // the client, or the test, has closed it
  }
  ::shutdown(socket.native_handle(), SHUT_RDWR);
}

template <class Stream>
void graph_server::talk(Stream& stream) {
  std::string buffer;
  for (;;) {
    const auto head = asio::read_until(stream, asio::dynamic_buffer(buffer), "\r\n\r\n");
    const auto size = head + content_length(buffer.substr(0, head));
    if (buffer.size() < size)
      asio::read(stream, asio::dynamic_buffer(buffer),
                 asio::transfer_exactly(size - buffer.size()));
    const auto request = buffer.substr(0, size);
    buffer.erase(0, size);
    {
      const std::lock_guard guard{mutex_};
      requests_.push_back(request);
    }
    const auto answer = answer_(request);
    asio::write(stream, asio::buffer(answer));
    if (answer.empty() || answer.find("Connection: close") != std::string::npos)
      throw std::runtime_error{"done"};
  }
}

std::string ok(const std::string& body, const std::string& more_headers) {
  return "HTTP/1.1 200 OK\r\n" + more_headers + "Content-Length: " + std::to_string(body.size())
         + "\r\n\r\n" + body;
}

} // namespace quickbooking
