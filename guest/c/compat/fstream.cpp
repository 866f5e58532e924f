// What the C++ library declares for file streams and, built without them, does not define.
#include <fstream>

namespace std {
inline namespace _LIBCPP_ABI_NAMESPACE {
template class basic_filebuf<char>;
template class basic_ifstream<char>;
template class basic_ofstream<char>;
}
}
