int add(int a, int b) { return a + b; }
const char *motto(void) { return "in the fence"; }
