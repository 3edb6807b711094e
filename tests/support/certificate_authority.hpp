#pragma once

#include "tests/support/child_process.hpp"

#include <string>
#include <vector>

namespace quickbooking {

/// Makes certificates with the openssl command. Throws std::runtime_error if that fails.
class certificate_authority {
public:
  struct certificate {
    std::string file;
    std::string key_file;
  };

  certificate_authority();

  std::string file() const { return dir_.file("ca.crt"); }

  /// A certificate for this subject alternative name, as `IP:127.0.0.1` or `DNS:localhost`.
  certificate issue(const std::string& name);

private:
  void run(std::vector<std::string> words) const;

  temp_dir dir_;
  int issued_ = 0;
};

} // namespace quickbooking
