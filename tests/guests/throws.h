/* A C++ library that lives by its exceptions, and the small C functions through which it is used. */
#ifndef THROWS_H
#define THROWS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef int (*throws_step)(int);

/* Throws: 1 an int, 2 a Leaf, 3 a pointer to a Leaf, 4 a std::out_of_range, 5 a const char *, 6 a type that no clause
 * names, 7 a Leaf as a constant pointer, 8 a second base, 9 what new throws, 0 nothing. Gives the
 * number of the clause that took it: 1 int, 2 const Base &, 3 const Base *, 4 const std::logic_error &,
 * 5 const char *, 6 Second, 9 any; 0 for none. */
int throws_clause(int what);
/* The same without a clause. Only 0 comes back. */
int throws_out(int what);
/* The same, out of a function that says that nothing leaves it. */
int throws_noexcept(int what);

/* Objects with a destructor that are alive. */
int throws_live(void);
/* Calls itself so deep, each time with such an object; the innermost throws. Gives the number of destructors that
 * ran before the clause. */
int throws_deep(int depth);
/* Changes what was caught, throws it again twice, each time to a clause further out. Gives value + 3. */
int throws_again(int value);
/* Throws another one from within a clause and comes back to the first. */
int throws_nested(int value);
/* A constructor throws, for the member or the array element of this number. Gives the number of destructors. */
int throws_in_constructor(int member);
int throws_in_array(int element);
/* A destructor that runs while another exception is in flight throws and catches. Gives how many it saw in flight,
 * times ten, and one for each of the two that were caught. */
int throws_while_unwinding(void);
/* Keeps an exception, throws it twice later. Gives twice the value. */
int throws_kept(int value);
/* So many throws; gives how many were caught. */
int throws_many(int count);

/* What the C++ library throws: 1 std::vector::at, 2 std::string::at, 3 std::stoi, 4 dynamic_cast, 5 new, 6 new of a
 * negative length, 7 std::string::substr, 8 std::map::at, 9 std::optional::value, 10 std::string(huge),
 * 11 std::function, 12 std::rethrow_exception of a std::make_exception_ptr, 13 std::istringstream. Gives the mangled
 * name of the type. */
const char *throws_of_the_library(int what);
/* The text of the first and second of them. */
const char *throws_message(int what);

/* Calls back for 1, 2, 3 and gives the sum; -1 when something was caught. */
int throws_each(throws_step step);
/* Harm: throws an address that no exception lies at, and tells the unwinder lies by overwriting its table. */
int throws_garbage(unsigned address);
int throws_lies(int how);

#ifdef __cplusplus
}
#endif
#endif
