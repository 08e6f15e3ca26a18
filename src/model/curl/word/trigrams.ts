// What may follow two letters in words of English and of API paths: "ab:ac" stands for "aba" and "abc".
const FOLLOWING = `
  aa:abcdenr ab:abcdefilnorsu ac:acdefhiklmoqrstuy ad:abcdefghijlmnorstuvy ae:abeflm af:acefiort ag:aeghilmnorsu
  ah:aelno ai:cdgjklmnrstv aj:ao ak:aehilmnoprsuy al:abcdefghiklmnoprstuvy am:abdeilmoprsu
  an:abcdefghijklnopstuwyz ao:bs ap:acehiloprst aq:u ar:abcdefgiklmnoprstyz as:acehiklmnopstuy
  at:acdefhiklmnorstuvyz au:cdglmnrstx av:aegiory aw:aeklns ax:eilsuxy ay:abeilmors az:aioy ba:bcdefgilnrstuz
  bb:bcefilr bc:abcdehlors bd:aefi be:acdefghilnrstvxy bf:abefir bg:cr bh:ao bi:acdeglnorst bj:ceos bk:eg
  bl:aeiknouy bm:iop bn:aeos bo:abdglmnoprstux bp:aiprst br:aeikou bs:cdeiopstuy bt:aeilory bu:bcdfgilmnrst bv:ei
  bx:m by:aenpst ca:bcdeflmnprstuv cb:acdefiru cc:acdefilotu cd:acdefilor ce:abcdefhilmnprstw cf:abfils cg:ei
  ch:adegiklmnoprstuwy ci:abdefilmnoprst ck:aefghilnoprstuwy cl:aeiorstu cm:acdeops cn:at co:abcdefgiklmnoprstuv
  cp:ailoprstuy cq:u cr:abceilmorstuy cs:cehiprstvw ct:aeilmnoprsuxy cu:bilmprst cv:aempt cw:di cx:x cy:aclpr
  da:abcdeghilmnprstvwy db:acglmouy dc:abcdfhlopt dd:acdefhilnors de:abcdefgilmnopqrstvxz df:adfilorsu dg:aer
  dh:aeopu di:acdefglmnorstuvxz dj:atu dl:aefilosy dm:aeis dn:adeis do:acegilmnoprstuw dp:anor dq:s dr:aeilosv
  ds:acehiptw dt:aehiorsy du:abchlmnprst dv:aei dw:ahior dy:iln ea:abcdfghklmnprstuvx eb:acefhioprsuy
  ec:abcdefhiklmoprstuvy ed:abdefgilnoprstuvwy ee:abdefiklmnprstxz ef:acdefgilmnorstuw eg:aefgilmorsuxy eh:aeio
  ei:dfglmnprstv ej:aes ek:adeios el:acdefilmnopstuvy em:abcdefgilopsu en:abcdefghijklmnopqrstuvwyz
  eo:bcfgklmnprsu ep:acehilorstu eq:suv er:abcdefghiklmnoprstuvwy es:abcdefghiklnoprstuwyz
  et:abcdefghilmnoprstuvwxy eu:cdeilprst ev:aeinost ew:aefhilnoprsv ex:acdehiopt ey:cdefilmoprstuw ez:eio
  fa:abcdehilmnqrstuv fb:a fc:bhnot fd:abeis fe:abcdefilmnrstw ff:abcdefilorstu fg:e fi:abcdefglnprstx fl:adeiotuy
  fm:atu fn:ae fo:clnopruxy fp:acorstux fq:d fr:aeimo fs:cdeipstu ft:eimopswy fu:clnrstz fw:d fx:s fy:i
  ga:bcilmnprstuv gb:au gc:cdor gd:abis ge:abdelmnoprstvwx gf:ai gg:eilrs gh:abdelt gi:abcdeflmnorstv gj:i
  gl:aeiouy gm:aet gn:aeimosu go:abilnoprstuv gp:ailoru gq:u gr:aeioptu gs:ehistu gt:ehkrty gu:aeilmnoprsty gv:a
  gw:ai gy:p gz:egirst ha:bcdeiklmnprstuvwyz hb:ao hc:o hd:aeir he:abcdefilmnorstuvwxy hf:u hg:ae
  hi:abcdefgklmnoprstv hk:eu hl:deiy hm:aeimos hn:aiosu ho:cdefgilmnoprstuvw hp:aopu hq:l hr:aeiopsu hs:aeit
  ht:abeghilmnorst hu:abefgilmnprst hw:i hy:ps ia:bcdglmnrstw ib:abcdefgilmnprstuxy ic:aehiklmorstuy
  id:acdegilnoprstux ie:cdfjlmnrstvw if:acefilnortuy ig:acdefghilmnopqrstuw ih:eor ij:i ik:ehio
  il:abcdeghilmorstuvy im:abdeimopsu in:abcdefghijklmnopqrstuvxy io:cdlmnprstuv ip:acehilmoprstu iq:u
  ir:acdeiklmnorsty is:abcdefghijklmnoprstuy it:abcdefghilmnoprstuvwyz iu:ms iv:aeilm iw:a ix:eilmptu iy:a iz:aeio
  ja:ckmnprsv je:cfnrs jf:l ji:anrst jm:p jo:behinrsuy jp:e js:do jt:i ju:adlmns jw:kt ka:bgilmnprty kb:o kc:nos
  kd:afio ke:adefklmnprstuvwxy kf:il kg:dr kh:aeioru ki:cdeflnpst kl:aeioy km:a kn:aeo ko:hnprsu kp:o kq:u kr:aeio
  ks:eiloptu kt:iory ku:bpr kw:adi la:bcdfgikmnprstuvwxyz lb:aeor lc:ahlou ld:bcdefilmnoprstu
  le:abcdefghijklmnopqrstvwxyz lf:adiloruw lg:eors lh:eo li:abcdefgkmnopqstuvz lk:ceins ll:abcdefgikmnoprstuvwy
  lm:aeo ln:aeou lo:abcdgiknoprstuvwy lp:aefhiost lr:eiopt ls:abehiopty lt:adehimorsy lu:acdegmnprst lv:aei
  ly:afgimnpstz lz:mo ma:bcdghijklnprstxyz mb:acdeilorsu mc:ahopt md:acgilnou me:abcdefglmnorstvwxyz mf:dil mg:em
  mh:d mi:acdfgklmnoprstxz mj:s mk:bdenst ml:eiorsy mm:aeiosu mn:egios mo:bcdfhijnoprstuvz mp:adefhilnorstuvx mq:u
  mr:eo ms:cegikptv mt:aisu mu:ceglmnrstx mv:acegiw my:lps na:bcdgklmnprstuvw nb:ailosu nc:adefhilmoprstuy
  nd:abcefghilmoprstuvwxy ne:abcdefgilmnoqrstuvwxy nf:deilorstu ng:abehijlmoprstuy nh:aei ni:abcdefgklmnopqstuvxz
  nj:aeosu nk:aeinos nl:aeiouy nm:aeou nn:aeiostuy no:abcdefiklmnoprstuvwy np:aimoruy nq:u nr:aeot
  ns:acdefhilmnopstuwy nt:acefhilmoprstuy nu:aeilmnopstx nv:aeiov nw:aior ny:abcimtw nz:aei oa:cdklrstu
  ob:abeijlostuvy oc:abcefhiklmostu od:abdefgilnorstuy oe:dfnorsvx of:defiloprt og:abdegilnorsuy oh:aeint
  oi:cdnstz oj:aei ok:abeisu ol:abdefiklnostuvy om:abdefilmops on:abcdefgijklmnopstvwyz oo:bdfgklmnprstz
  op:acehilmnopqrstuwy oq:l or:abcdefghiklmnoprstvwy os:acefhilmnopstuxy ot:aehilnoprsty ou:bcdgiklmnprst ov:aei
  ow:adefilmnst ox:eiy oy:deims oz:eh pa:bcdghilmnoprstuvwy pb:aemru pc:abfiloprst pd:aei pe:acdegilmnoprstx
  pf:inru pg:eiopr ph:adeioqrsy pi:cdefglmnoprstx pj:f pk:acegit pl:aeiosuy pm:aeos pn:ago po:bcdfgiklnoprstuw
  pp:acdeiklmorstuvy pq:u pr:acegilostu ps:aceghiktu pt:aehilnoprsuy pu:blmnprst pv:ae pw:aeinrw px:r
  py:cdefgiloprstvw qd:n qi:d qr:t qu:aeio ra:bcdfghiklmnprstvwy rb:aeilosuy rc:acehiklmnopstuv rd:acehilnosuw
  re:abcdefghijklmnopqrstuvwxyz rf:acdeilou rg:abceilopstuv rh:aou ri:abcdefgklmnopstvxyz rk:aefilosuy
  rl:acdefilmoprstuy rm:acdefilosuw rn:acdeiosu ro:abcdefghijklmnoprstuvwxyz rp:achilorst rq:u rr:aceinosuy
  rs:acehiopstuvy rt:abcdefhiklmnopqrstuvy ru:bcdelmnpst rv:abei rw:air ry:aipsw sa:abcdfgklmnprstuvwxy sb:clu
  sc:aehilnoprstu sd:aefino se:abcdefghlmnpqrstuvwxy sf:aeinotuy sg:ehilprst sh:abdeilmnorstu
  si:abcdefglmnoprstvxz sj:ou sk:eisty sl:aceiloptuvy sm:aceiosu sn:adeiopstu so:bcfglmnopqru sp:acehiklnoru
  sq:lrsu sr:aceilopq ss:acefhilmnoprstuwy st:abcdefghilmnoprstuxy su:abcefgiklmnprs sv:cder sw:adeio sy:lmns sz:y
  ta:bcdfgiklmnprstvxy tb:aelorsuy tc:acfhlopsuw td:abcdeilo te:abcdefgilmnoprstuvwx tf:dilosu tg:eilor
  th:acdeiklmnorstuy ti:abcdefglmnoprstuvz tj:e tk:i tl:abeinosy tm:aeilopstu tn:aeiosu to:abcdefghiklmnoprstuvw
  tp:acegilmoprstuw tq:u tr:acdefgilnopstuy ts:cehinoptu tt:aehiloprsy tu:abdefginprst tv:af tw:aeio tx:at ty:ilp
  tz:o ua:bdglnrst ub:abcdeghijklmnoprstuv uc:acehikopt ud:aefgio ue:cdilnrstuz uf:efs ug:aefghilmtu ui:cdelnrstv
  uk:ehm ul:adefhiklnotuy um:abefilmnopsu un:abcdefghiklmnopqrstuvwz uo:tu up:acdefghilopstwy
  ur:abcdefgiklnoprstuvxy us:acehilpstu ut:abcdefhilmoprstuy uu:i uv:e ux:x uy:a uz:z va:bdgilnrst vb:y vc:cmrs
  vd:e ve:acdhilmnorsxy vf:iors vg:e vi:acdefglnorstv vl:aei vm:aos vn:u vo:ciklrtu vr:e vs:cen vt:ay vu:l vv:a
  vw:agi wa:bdgiklnprstvy wb:k wc:hlos wd:aei we:abdeilnrs wf:diln wg:e wh:aeilo wi:cdfklnprst wk:s wl:eioy wm:a
  wn:adegilsw wo:lnoru wp:ao wr:aeio ws:cdeiloty wt:o wu:r wv:al ww:iw xa:bcdgmt xc:acehlo xd:aefir xe:cdlmnrs
  xf:eforu xh:a xi:bceflmnst xl:ei xm:aelm xn:u xo:fr xp:aeilorstu xr:aes xs:altu xt:adeghilmrstu xu:pt xx:ax
  ya:bdhnrt yb:eo yc:lo yd:eio ye:adenrsx yf:iu yg:emor yi:den yl:eilo ym:abelmost yn:aceot yo:fnrsu yp:aehiorty
  yr:ei ys:cehilorty yt:ehiry yu:st yv:ae yw:aho yy:y yz:e za:bklnrt ze:dnorst zg:e zh:ae zi:elnp zl:e zm:a zo:mnp
  zr:e zs:et zt:a zz:z
`;

const TRIGRAMS = new Set(
  FOLLOWING.trim()
    .split(/\s+/)
    .flatMap((entry) => [...entry.slice(3)].map((last) => entry.slice(0, 2) + last)),
);

/** How many times three letters in a row of a lower-case word are found in no word of English or of API paths. */
export function strangeTrigrams(word: string): number {
  return Array.from({ length: Math.max(word.length - 2, 0) }, (_, at) => word.slice(at, at + 3)).filter(
    (three) => !TRIGRAMS.has(three),
  ).length;
}
