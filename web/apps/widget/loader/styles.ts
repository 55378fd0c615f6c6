/**
 * The launcher's look, in a constructable style sheet: a strict `style-src` allows it. Important declarations on
 * :host win over the page's, important or not, so hostile page styles cannot reach in.
 */
export const STYLES = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;inset:auto!important;
display:block!important;color-scheme:light dark!important}
:host([hidden]){display:none!important}
*{box-sizing:border-box}
#r{--x:20px;--y:20px}
button{all:unset;position:fixed;bottom:calc(var(--y) + env(safe-area-inset-bottom));right:var(--x);min-width:56px;
height:56px;display:grid;grid-auto-flow:column;align-items:center;justify-content:center;border-radius:28px;
background:var(--c,#0d6b5f);color:var(--on,#fff);cursor:pointer;font:600 15px/1 system-ui,sans-serif;
box-shadow:0 1px 3px #0003,0 8px 24px #0003;transition:scale .15s;
-webkit-tap-highlight-color:transparent}
.l button,.l .p{right:auto;left:var(--x)}
button:hover{scale:1.05}
button:focus-visible{outline:3px solid var(--c,#0d6b5f);outline-offset:3px;box-shadow:0 0 0 3px #fff}
svg{grid-area:1/1;margin:15px;width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
i{font-style:normal;padding-inline-end:20px;max-width:40vw;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
i:empty,[aria-expanded=true] i{display:none}
.x,[aria-expanded=true] .c{opacity:0}
[aria-expanded=true] .x{opacity:1}
b{position:absolute;top:-3px;right:-3px;min-width:22px;height:22px;padding:0 6px;border-radius:20px;
background:#b3261e;color:#fff;border:2px solid #fff;font:600 12px/18px system-ui,sans-serif;text-align:center}
[hidden]{display:none!important}
.p{position:fixed;bottom:calc(var(--y) + 72px + env(safe-area-inset-bottom));right:var(--x);width:400px;
height:min(680px,calc(100vh - 92px - var(--y)));max-width:calc(100vw - 2*var(--x));border-radius:18px;overflow:hidden;
background:linear-gradient(#8882 61px,#0000 0),linear-gradient(#8882 0 0) 50% calc(100% - 16px)/calc(100% - 32px) 48px no-repeat Canvas;
box-shadow:0 0 0 1px #141c1814,0 16px 56px #141c183d;animation:i .2s}
iframe{display:block;width:100%;height:100%;border:0;color-scheme:inherit;opacity:0}
.k iframe{opacity:1}
p{position:absolute;inset:40% 24px auto;margin:0;color:CanvasText;font:15px/1.5 system-ui,sans-serif;text-align:center}
@keyframes i{from{opacity:0;translate:0 12px}}
@media (max-width:480px),(max-height:420px){
.p{inset:0!important;width:100%;max-width:none;height:var(--h,100dvh);border-radius:0}
.k [aria-expanded=true]{display:none}}
@media (forced-colors:active){button,.p{border:1px solid CanvasText}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media print{:host{display:none!important}}
`;

/** Where the panel covers the page: the same condition as in the styles. */
export const FULL_SCREEN = "(max-width:480px),(max-height:420px)";
