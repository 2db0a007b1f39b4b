"""Words usual in the names of exercises, operations and papers, by meaning, in many languages: general data.

A paragraph holds one meaning: its name, a colon, the words for it without accents and in small letters. `KIN` puts
meanings together that translators take for each other (a bird of prey is an eagle here, a falcon there). `COMPOUND`
holds words that say two things at once. `NOISE` are words that say only what kind of thing a name names; `GENERIC` are
meanings that describe rather than name: a name of these alone is a description.
"""

from __future__ import annotations

CONCEPTS = """
peace: peace peaceful mir mira mirny mirnyy paix paz pace pax frieden baris salam salaam silm shanti heping damai
  perdamaian aman heiwa rauha pokoj pokój beke vrede
guard: guard guardian guardians keeper keepers defender defenders protector protectors sentinel sentry watch watchman
  warden wardens patron vigilant vigilance vigil custodian garde gardien gardiens guardia guardiao guardiões wachter
  waechter haris straz strazh cuvar cuvari zastitnik zashchitnik zashchitniki zastita storozh branitelj branioci bekci
  muhafiz weishi shouwei penjaga pelindung rakshak hami
shield: shield shields bouclier scudo escudo schild stit shchit shtit tarcza kalkan dun daraa dira perisai dhal armour
  armor cuirass aegis buckler pavise
sword: sword swords saber sabre sabres blade blades epee espada spada schwert mac mach mec miecz kilic kilich saif
  sayf seif pedang jian talwar khanjar dagger daggers knife kris keris machete rapier claymore katana scimitar kinzhal
  bodez
spear: spear spears lance lances lanza lancia speer kopje kopye kopie mizrak rumh tombak arrow arrows fleche flecha
  pfeil strela strijela ok sahm panah trident tridente trisula harpoon javelin pike
hammer: hammer hammers marteau martillo molot cekic mjolnir anvil mace axe
eagle: eagle eagles aigle aguila adler orel orao orlovi orzel kartal nasr uqab elang rajawali garuda ying diaoying
  eaglet vautour
falcon: falcon falcons faucon halcon falke sokol sokolovi sokolov saqr shaheen shahin dogan lieying hawk hawks kestrel
  merlin osprey goshawk harrier kobac yastreb jastreb condor buzzard vulture kite raptor
lion: lion lions leon leone lowe loewe lav lev lew aslan asad shi shizi singa singh simba
tiger: tiger tigers tigre tigr tygrys kaplan namir hu menghu harimau bagh leopard leopards panther panthers jaguar
  puma cougar lynx ris bars cheetah
bear: bear bears ours oso bar baer medved medvjed niedzwiedz ayi dubb xiong grizzly
wolf: wolf wolves loup lobo lupo vuk vukovi volk wilk kurt dhib lang serigala jackal
dragon: dragon dragons drago drache zmaj zmey smok ejder ejderha tinnin long jiaolong naga
cobra: cobra cobras viper vipers serpent serpents snake rattler python kobra zmija
bull: bull bison buffalo taurus bik zubr elephant elephants gajah gaja fil rhino mammoth boar
horse: horse horses pegasus stallion mustang centaur cavalry konj kon at hisan kuda
shark: shark sharks requin tiburon hai akula ajkula barracuda orca dolphin delfin dolfin marlin swordfish whale
scorpion: scorpion scorpions skorpion escorpion hornet wasp wasps bee spider
phoenix: phoenix fenix feniks anqa fenghuang
knight: knight knights chevalier caballero ritter vitez rycerz sovalye faris musketeer paladin crusader samurai
warrior: warrior warriors guerrier guerrero krieger ratnik voin wojownik savasci muharib zhanshi prajurit pejuang
  soldier soldiers fighter fighters ranger rangers legionnaire gladiator viking spartan trooper yudh yudha
hunter: hunter hunters chasseur cazador jager lovac okhotnik mysliwy avci sayyad lieren pemburu archer archers sniper
  predator stalker trapper
attack: attack attacks attacking assault assaults assaulting strike strikes striking raid raiding onslaught thrust
  offensive assaut frappe ataque golpe angriff udar jurish napad ataka atak uderzenie saldiri hucum taarruz hujum
  darba tuji gongji serangan serbu punch charge
defence: defence defense defend defending defensive defender defensa defesa difesa verteidigung odbrana oborona obrana
  obrona savunma difa fangyu pertahanan raksha protection protective protecting
security: security securite seguridad sicurezza sicherheit bezbednost sigurnost bezopasnost bezpieczenstwo guvenlik
  amn anquan keamanan suraksha secure safety
storm: storm storms stormy orage tempete tormenta tempesta sturm oluja burya burza firtina asifa fengbao badai toofan
  tempest gale hurricane cyclone typhoon tornado squall monsoon blizzard
thunder: thunder thunders thunderbolt tonnerre trueno tuono donner grom gromovnik piorun gokgurultusu raad leiting
  guntur lightning bolt flash eclair foudre rayo blitz munja molniya blyskawica simsek barq shandian kilat petir
fire: fire fires flame flames blaze blazing feu flamme fuego fuoco feuer vatra plamen ogon ogien ates nar lahab huo
  lieyan api agni ember inferno burning torch spark
wind: wind winds vent viento vento vjetar vetar veter wiatr ruzgar rih feng angin vayu breeze zephyr
ice: ice icy frost frosty snow snowy cold winter glace hiver hielo invierno eis schnee led zima mraz lod kis buz jalid
  bing xue arctic polar freeze glacier
sun: sun sunny sunrise sunset soleil sol sole sonne sunce solntse slonce gunes shams taiyang matahari surya dawn aube
  alba zora zarya swit safak fajr liming fajar daybreak
moon: moon lune luna mond mjesec mesec ay hilal yue bulan crescent night nocturnal
star: star stars stellar etoile estrella stella stern zvezda zvijezda gwiazda yildiz najm xing bintang tara
  constellation galaxy nova comet
sky: sky skies ciel cielo himmel nebo niebo gok sama tian changkong langit akash heaven heavens air aerial aviation
  vozduh zrak luft hava jaw kongzhong udara
sea: sea seas ocean oceans oceanic maritime marine naval navy nautical waters water wave waves tide tides mer maritimo
  mar mare meer more morski morskaya morskoye morskoe morye okean deniz bahr bahri hai haishang haiyang laut samudra
  sagar varuna aquatic coast coastal littoral
river: river rivers fleuve rio fiume fluss reka rijeka rzeka nehir nahr jiang sungai danube delta
mountain: mountain mountains mount alpine alp peak peaks summit montagne montana montagna berg planina gora dag jabal
  shan gunung parvat highland ridge rock
desert: desert deserts sand sands dune sahara pustinja pustinjski pustynya pustynny col sahra shamo gurun
forest: forest jungle woods bois bosque wald suma les las orman ghaba senlin hutan tropical
steel: steel iron acier acero acciaio stahl celik stal fulad gang baja loha
gold: gold golden oro zlato zlatni zolotoy zoloto altin dhahab emas
silver: silver argent plata srebro srebrni serebro gumus perak
resolve: resolve resolute determination determined steadfast unwavering firm persistent perseverance constant
  endurance
strong: strong strength might mighty power powerful force forces robust fort fuerte forte stark snaga snazni sila
  silny guclu quwwa liliang kuat vigor vigour titan
swift: swift rapid fast quick quickly agile speedy rapide rapido schnell brz brzi bystry szybki hizli sari xunsu cepat
ready: ready readiness prepared alert vigilant response responder react reaction pret listo bereit spreman gotov
  gotowosc hazir jahiz siaga
brave: brave bravery bold courage courageous valiant valour valor gallant fearless daring intrepid hardi hrabri
  hrabrost smely odwaga cesur shujaa yong berani vir heroic hero heroes
noble: noble royal king kings crown regal imperial prince sovereign
free: free freedom liberty independence liberte libertad freiheit sloboda svoboda wolnosc ozgurluk hurriya ziyou
  merdeka azadi
unity: unity united union uniting one unite unidad einheit jedinstvo yedinstvo jednosc birlik wahda tuanjie persatuan
  ekta solidarity solidaire together combined common concord harmony
joint: joint jointly shared mutual conjoint conjunto gemeinsam zajednicki zajednicka sovmestny sovmestnaya wspolny
  ortak musanada mushtarak lianhe bersama bersatu collective interaction cooperation cooperative cooperate
  collaboration interoperability vzaimodeystviye vzaimodeystvie vzaimodejstvie saradnja suradnja sotrudnichestvo
  isbirligi taawun hezuo kerjasama coordination teamwork
partner: partner partners partnership partenaire socio partnerstvo ortaklik sharaka huoban mitra rakan maitree maitri
friend: friend friends friendship friendly amitie amistad freundschaft prijateljstvo druzhba przyjazn dostluk sadaqa
  youyi youhao persahabatan sahabat dosti maitri fraternal
brother: brother brothers brotherhood brotherly frere fraternite hermano hermandad bruder bratstvo brat bratski
  braterstwo kardes kardeslik akhwa ukhuwa xiongdi saudara bhai
ally: ally allies allied alliance coalition league allie aliado verbundete saveznik saveznici soyuz soyuznik sojusz
  muttefik ittifak halif lianmeng sekutu bond bonds link links bridge tie ties knot handshake
slavic: slavic slav slavs slavonic slovenski slavenski slavyanskoye slavyanskoe slavyanskiy slavyanskaya slowianski
east: east eastern orient oriental est oriente osten istok istocni vostok vostochny wschod dogu sharq dong timur purva
west: west western ouest occident oeste westen zapad zapadni zapadny zachod bati gharb xi barat paschim
north: north northern nord norte norden sever severni severny polnoc kuzey shimal bei utara uttar boreal
south: south southern sud sur sul suden jug juzni yug yuzhny poludnie guney janub nan selatan dakshin austral
pacific: pacific pacifique pacifico pazifik tikhookeansky taipingyang
atlantic: atlantic atlantique atlantico atlantik
joined_road: road path way march walk walking journey trek route bridge crossing passage put doroga droga yol tariq lu
  jalan
horizon: horizon horizons frontier frontiers border borders boundary edge limit granica granitsa perbatasan
victory: victory victorious triumph win winner victoire victoria sieg pobeda pobjeda zwyciestwo zafer nasr shengli
  kemenangan vijay
flag: flag flags banner standard ensign colours pavillon bandera fahne zastava znamya bayrak bendera
spring: spring springtime printemps primavera fruhling prolece vesna wiosna bahar rabi chun
autumn: autumn fall automne otono herbst jesen osen jesien sonbahar kharif qiu
summer: summer ete verano sommer ljeto leto lato yaz xia
tree: tree oak olive cedar palm pine banyan lotus orchid rose lily bamboo flower blossom maple baobab acacia
hand: hand hands fist palm grip arm arms shoulder finger claw talon talons fang fangs
gate: gate gateway door key lock bastion fortress fort castle citadel tower wall rampart bulwark tvrdjava krepost kale
training: training train trainer instruction learn learning school academy obuka ucheniya ucheniye vezba vjezba
  cwiczenia tatbikat tadrib xunlian latihan abhyas abhyaas ejercicio exercice ubung uebung esercitazione exercicio
  manoeuvre manoeuvres maneuver maneuvers manevry manevri
patrol: patrol patrols patrolling patrouille patrulla pattuglia streife patrola patrul patruliranje devriye dawriya
  xunluo patroli corpat
rescue: rescue rescuer relief aid help humanitarian medical medic sar search disaster secours rescate rettung
  spasavanje spasenie ratownictwo kurtarma inqadh jiuyuan penyelamat sahayata assistance
counter_terror: terrorism terror terrorist counterterrorism antiterror antiterrorist antiterrorism cobelligerent
  teroriste terorizam
cyber: cyber digital electronic net network spectrum
land: land ground earth terrain terre tierra erde zemlja zemlya ziemia kara ard ludi darat bhumi army
airborne: airborne parachute paratroop paratroopers parachutist jump drop
submarine: submarine submarines undersea underwater
nuclear: nuclear atomic strategic
military: military militar militaire militaer vojni vojna voennye wojskowy askeri askari junshi ketenteraan armed
  defence_forces troops
"""
"""One meaning a paragraph; a word that stands in several means the first."""

KIN = """
eagle falcon phoenix
lion tiger
wolf bear
bull horse
sword spear hammer
shield guard defence security gate
knight warrior hunter
storm thunder
sun star
moon star
joint unity partner friend brother ally
brave strong resolve noble
attack hunter
ready swift
sea river
mountain desert forest
rescue peace
"""
"""Meanings that one name in two languages may swap."""

COMPOUND = """
peacekeeper: peace guard
peacekeepers: peace guard
peacekeeping: peace guard
peacemaker: peace guard
mirovnik: peace guard
mirovnjak: peace guard
mirotvorac: peace guard
mirotvorets: peace guard
mirotvortsy: peace guard
friedenswachter: peace guard
barisgucu: peace guard
seahawk: sea falcon
skyguard: sky guard
airstrike: sky attack
airguard: sky guard
coastguard: sea guard
swordfish: sword sea
thunderstorm: thunder storm
firestorm: fire storm
sandstorm: desert storm
snowstorm: ice storm
firepower: fire strong
ironclad: steel shield
steelguard: steel guard
nightwatch: moon guard
morskoi: sea
bratstva: brother
counterattack: attack
"""

NOISE = frozenset(
    "exercise exercises ex exer drill drills manoeuvre manoeuvres maneuver maneuvers wargame wargames war game games"
    " operation operations op mission the a an of on in at for and with to de la le les el los das die der du des al"
    " von van between edition phase series named called codenamed dubbed year annual iteration event military armed"
    " forces no nr".split()
)
"""Words that add nothing to a name."""

GENERIC = frozenset(
    "joint training patrol rescue sea sky land military security defence submarine airborne cyber counter_terror"
    " nuclear summer autumn spring bilateral multilateral trilateral maritime large scale first".split()
)
"""Meanings that say what is done, not how it is called."""

SUBJECTS = """
defence: defence defense military security armed army force
arms: arm weapon weaponry armament munition
ammunition: ammunition shell rocket round cartridge
missile: missile rocket
energy: energy gas oil pipeline petroleum fuel electricity power lng
nuclear: nuclear atomic reactor uranium
trade: trade commerce commercial tariff custom duty import export market
economy: economy economic finance financial investment invest loan credit bank
technology: technology technological technical science scientific innovation digital
maritime: maritime naval navy sea ship vessel port marine
aviation: air aviation aircraft airspace flight plane jet airline
drone: drone uav unmanned
police: police policing gendarmerie law
border: border frontier boundary territorial territory sovereignty
sanction: sanction embargo restriction penalty restrictive measure
rights: right human democracy election vote freedom press
war: war invasion aggression conflict attack fighting offensive
peace: peace ceasefire truce armistice settlement
troop: troop soldier contingent personnel peacekeeper
base: base facility garrison outpost
partnership: partnership cooperation collaboration alliance friendship tie
membership: membership accession join member candidate
aid: aid assistance help support relief donation grant
training: training train instruction course education academy
exercise: exercise drill manoeuvre maneuver
radar: radar sensor surveillance
cyber: cyber hacking hacker internet
migration: migration migrant refugee asylum
treaty: treaty pact accord agreement deal memorandum
"""
"""Words of diplomacy that mean much the same when they say what a paper or a position is about, by stem."""

PAPERS: dict[str, frozenset[str]] = {
    "declaration": frozenset("declaration statement communique".split()),
    "memorandum": frozenset("memorandum mou understanding letter".split()),
    "alliance": frozenset("alliance union bloc".split()),
    "plan": frozenset("plan programme program roadmap".split()),
    "contract": frozenset("contract".split()),
    "partnership": frozenset("partnership".split()),
}
"""Sorts of papers that are not taken for each other; agreement, accord, pact, treaty and deal may mean any of them."""
