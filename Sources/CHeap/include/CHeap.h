#ifndef KNOTWORK_CHEAP_H
#define KNOTWORK_CHEAP_H

/* Sets the C library's heap for a server of large pages. Called once, before there is work. */
void heap_for_pages(void);

/* Lets this process have as many files and connections open as its account may ask for, and says how many these are. */
long all_files_allowed(void);

#endif
