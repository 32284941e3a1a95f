// The list of operations beside the page is long: it shows where in it the reader is.
document.addEventListener('DOMContentLoaded', () => {
  const list = document.querySelector('aside');
  const here = list?.querySelector('[aria-current]');
  if (here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 2;
});
