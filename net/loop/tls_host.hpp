#pragma once

#include "net/loop/asio.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <openssl/ssl.h>

#include <string>

namespace quickbooking {

/// Makes a TLS stream ask for this host and refuse the certificate of any other. An IP address is
/// no name to ask for (RFC 6066 section 3). False if that cannot be set.
template <class Socket>
bool expect_host(asio::ssl::stream<Socket>& stream, std::string host) {
  error_code ec;
  stream.set_verify_mode(asio::ssl::verify_peer, ec);
  if (!ec)
    stream.set_verify_callback(asio::ssl::host_name_verification{host}, ec);
  if (ec)
    return false;
  asio::ip::make_address(host, ec);
  const auto is_ip = !ec;
  // What the macro SSL_set_tlsext_host_name does, without its C casts.
  return is_ip
         || SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME,
                     TLSEXT_NAMETYPE_host_name, host.data())
                == 1;
}

} // namespace quickbooking
