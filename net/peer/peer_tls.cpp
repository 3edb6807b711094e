#include "net/peer/peer_tls.hpp"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace quickbooking {

namespace {

using context = asio::ssl::context;

tl::unexpected<failure> unusable(const std::string& file, const error_code& why) {
  return fail("invalid_certificate", "cannot use " + file + ": " + why.message());
}

} // namespace

result<std::shared_ptr<asio::ssl::context>> make_peer_context(const peer_tls& files) {
  auto made = std::make_shared<context>(context::tls);
  error_code ec;
  made->set_options(context::default_workarounds | context::no_sslv2 | context::no_sslv3
                        | context::no_tlsv1 | context::no_tlsv1_1,
                    ec);
  if (made->load_verify_file(files.ca_file, ec))
    return unusable(files.ca_file, ec);
  if (made->use_certificate_chain_file(files.certificate_file, ec))
    return unusable(files.certificate_file, ec);
  if (made->use_private_key_file(files.key_file, context::pem, ec))
    return unusable(files.key_file, ec);
  made->set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert, ec);
  if (ec)
    return unusable(files.ca_file, ec);
  return made;
}

bool is_certified_for(SSL* connection, const std::string& node) {
  const std::unique_ptr<X509, decltype(&X509_free)> shown{SSL_get1_peer_certificate(connection),
                                                          &X509_free};
  return shown && X509_check_host(shown.get(), node.data(), node.size(), 0, nullptr) == 1;
}

} // namespace quickbooking
