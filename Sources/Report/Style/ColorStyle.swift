/// Colours, for light and dark. Each text colour has a contrast of at least 4.5 on both backgrounds.
enum ColorStyle {
    static let css = """
        :root{color-scheme:light dark;
        --ground:#fff;--raised:#f6f7f9;--text:#1d2228;--quiet:#57606a;--rule:#d5dbe1;--link:#0a5a8c;--mark:#fff3c4;
        --good:#17693a;--bad:#a8281c;--bad-ground:#fdf1ef;--warn:#7a4b00;
        --keyword:#86278a;--type:#0a5a8c;--string:#9a3412;--number:#1a4fa3;--comment:#57606a;--attribute:#7a4b00}
        @media screen and (prefers-color-scheme:dark){:root{
        --ground:#14181d;--raised:#1c2228;--text:#e2e7ec;--quiet:#9ba6b1;--rule:#38414a;--link:#7db9ea;--mark:#4a3d0c;
        --good:#62c587;--bad:#ff9a8f;--bad-ground:#2b1b1b;--warn:#e3b567;
        --keyword:#dd94dc;--type:#7dc3ea;--string:#f0a582;--number:#96bbfa;--comment:#9ba6b1;--attribute:#e3b567}}
        """
}
