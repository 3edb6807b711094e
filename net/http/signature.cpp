#include "net/http/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <memory>
#include <optional>
#include <stdexcept>

namespace quickbooking {

namespace {

constexpr std::string_view prefix = "sha256=";
constexpr std::size_t digest_size = 32;
using digest = std::array<unsigned char, digest_size>;

struct free_mac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

using mac_context = std::unique_ptr<EVP_MAC_CTX, free_mac>;

mac_context make_context() {
  const std::unique_ptr<EVP_MAC, free_mac> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
  if (!mac)
    throw std::runtime_error{"OpenSSL offers no HMAC-SHA256"};
  char hash[] = "SHA256";
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash, 0),
                               OSSL_PARAM_construct_end()};
  mac_context context{EVP_MAC_CTX_new(mac.get())};
  if (!context || EVP_MAC_CTX_set_params(context.get(), params) != 1)
    throw std::runtime_error{"OpenSSL offers no HMAC-SHA256"};
  return context;
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// Hashing is the dearest step of an unsigned request; making a new context would double it.
digest hmac_sha256(std::string_view secret, std::string_view body) {
  thread_local const mac_context context = make_context();
  // A null key would mean "the key of the last call".
  const auto* key = secret.empty() ? bytes("") : bytes(secret);
  digest out{};
  std::size_t written = 0;
  if (EVP_MAC_init(context.get(), key, secret.size(), nullptr) != 1
      || EVP_MAC_update(context.get(), bytes(body), body.size()) != 1
      || EVP_MAC_final(context.get(), out.data(), &written, out.size()) != 1)
    throw std::runtime_error{"OpenSSL offers no HMAC-SHA256"};
  return out;
}

std::optional<unsigned char> nibble(char c) {
  if (c >= '0' && c <= '9')
    return static_cast<unsigned char>(c - '0');
  if (c >= 'a' && c <= 'f')
    return static_cast<unsigned char>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F')
    return static_cast<unsigned char>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<digest> parse(std::string_view header) {
  if (header.size() != prefix.size() + 2 * digest_size || !header.starts_with(prefix))
    return std::nullopt;
  header.remove_prefix(prefix.size());
  digest out{};
  for (std::size_t i = 0; i < digest_size; ++i) {
    const auto high = nibble(header[2 * i]);
    const auto low = nibble(header[2 * i + 1]);
    if (!high || !low)
      return std::nullopt;
    out[i] = static_cast<unsigned char>(*high << 4 | *low);
  }
  return out;
}

} // namespace

std::string sign(std::string_view secret, std::string_view body) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out{prefix};
  for (const unsigned char byte : hmac_sha256(secret, body)) {
    out += hex[byte >> 4];
    out += hex[byte & 15];
  }
  return out;
}

bool is_signed(std::string_view secret, std::string_view body, std::string_view header) {
  const auto claimed = parse(header);
  if (!claimed)
    return false;
  const auto ours = hmac_sha256(secret, body);
  return CRYPTO_memcmp(claimed->data(), ours.data(), digest_size) == 0;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace quickbooking
