#include "messages/failure.hpp"
