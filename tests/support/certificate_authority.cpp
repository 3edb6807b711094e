#include "tests/support/certificate_authority.hpp"

#include <stdexcept>

namespace quickbooking {

certificate_authority::certificate_authority() {
  run({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
       "-days", "2", "-subj", "/CN=test authority", "-keyout", dir_.file("ca.key"), "-out",
       file()});
}

certificate_authority::certificate certificate_authority::issue(const std::string& name) {
  const auto base = dir_.file(std::to_string(++issued_));
  run({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
       "/CN=test", "-addext", "subjectAltName=" + name, "-keyout", base + ".key", "-out",
       base + ".csr"});
  run({"x509", "-req", "-in", base + ".csr", "-CA", file(), "-CAkey", dir_.file("ca.key"),
       "-CAcreateserial", "-days", "2", "-copy_extensions", "copy", "-out", base + ".crt"});
  return {base + ".crt", base + ".key"};
}

void certificate_authority::run(std::vector<std::string> words) const {
  words.insert(words.begin(), "openssl");
  child_process openssl{words, {{}, dir_.file("openssl.log")}};
  if (openssl.wait_for(std::chrono::seconds{30}) != 0)
    throw std::runtime_error{"openssl cannot make a certificate"};
}

} // namespace quickbooking
