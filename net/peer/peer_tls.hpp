#pragma once

#include "messages/failure.hpp"
#include "net/loop/asio.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace quickbooking {

/// PEM files: who is trusted, and what this node shows. Certificates are issued for the node's
/// name, as a DNS name.
struct peer_tls {
  std::string ca_file;
  std::string certificate_file;
  std::string key_file;
};

/// For both ends of links: TLS 1.2 or later, and either side must show a certificate of the
/// authority. Error: `invalid_certificate`, naming the file.
result<std::shared_ptr<asio::ssl::context>> make_peer_context(const peer_tls& files);

/// True if the other side's certificate was issued for this node.
bool is_certified_for(SSL* connection, const std::string& node);

} // namespace quickbooking
