int flow(int x);
