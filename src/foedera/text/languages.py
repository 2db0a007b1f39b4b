"""The commonest function words of languages that reports are written in, to tell them apart."""

from __future__ import annotations

from typing import Final

LATIN_WORDS: Final = {
    "en": """the of and to in a that is was for on it with as his he be at by had not are but from have they which
        this were been has their will would said after its who an or if more when there than about over we you
        she them into""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus
        er hat dass sie nach wird bei einer um am sind noch wie einem über""",
    "fr": """de la le et les des en un du une que est dans qui par pour au il sur ne se pas plus avec ce son sa aux
        été ont mais cette ou leur même elle""",
    "es": """de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha este sí
        porque esta son entre cuando muy sin sobre""",
    "pt": """de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem à seu
        sua ou ser quando muito há nos já está""",
    "it": """di e il la che in un a per è una sono del le si dei con non della al da i come ha alla più nel gli ma lo
        anche delle dal nella questo""",
    "nl": """de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar
        heeft hij door worden over tot werd""",
    "sv": """och att det i en som på är av för med den till inte har de om ett men var jag sig från så kan vi när år
        under också efter""",
    "da": """og i at det er en til på af for med den der ikke som de har et om fra var men sig han blev efter eller
        kan også ved skal være""",
    "no": """og i det er på til en som av for at med den har ikke de om et fra men var seg han ble etter eller kan
        også ved skal være mot""",
    "fi": """ja on ei se että hän oli ovat mutta myös kun niin tai joka mukaan sekä kuin olla jo vain sen ole vuoden
        jonka kanssa""",
    "et": "ja on ei et see oli ka kui aga ning ta oma mis kes või ole selle nii välja pärast eest juba tema seda",
    "lv": "un ir no ar par uz kas ka tas nav bet kā arī lai pēc gan vai tika to bija ir šo pie līdz",
    "lt": "ir yra kad su į iš tai kaip bet jis buvo dėl apie už nuo per ar jos jo prie kurie taip pat",
    "pl": """i w na z do się nie że jest to o jak po od za przez ale przy oraz dla są co tym przed ich który także
        może został jego tego""",
    "cs": """a v se na je že z o s do to i za pro by jsou jako po ve k ale při byl od také už které jeho podle jen
        nebo""",
    "sk": """a v sa na je že z o s do to i za pre by sú ako po vo k ale pri bol od aj už ktoré jeho podľa len alebo
        však""",
    "sl": "in je v na se za da so ki z pa bi ne od do po tudi kot s bil pri o še bo ali ter jih več iz",
    "hr": """i je u se na da za su od s koji će o ne a to iz što kao sa bi ili po do nije bio koje ali te prema samo
        biti rekao""",
    "hu": """a az és hogy nem is egy ez meg volt van csak de már ha mint el még ki azt után lesz szerint között
        minden magyar""",
    "ro": """și de în a la cu pe din că o un nu este pentru care mai sau au fost s-a prin după între ca său fi sunt
        această""",
    "sq": "të e në dhe i për me që një nga më se është ka janë si do nuk u kjo ky por edhe duke ishte",
    "tr": """ve bir bu da de için ile olarak çok daha en olan ne gibi kadar sonra ancak ya göre olduğu ise her etti
        değil""",
    "az": "və bu bir ilə üçün da də olan daha ki ən çox görə edib olub isə ancaq onun həm kimi",
    "id": """yang di dan untuk dengan ini dari itu pada dalam tidak akan ke oleh adalah juga mereka telah ada kami
        sebagai atau bisa menjadi""",
    "tl": "ang ng sa na mga at ay si ni para ito ko hindi siya kung may isang nila kanyang niya rin ako",
    "vi": "và của là các có trong được cho không với một này những người để đã về từ khi đến sẽ tại cũng ông",
    "sw": "ya na wa kwa katika ni za la kuwa hiyo huo yake cha baada ambao kwamba hii pia lakini hata",
}

CYRILLIC_WORDS: Final = {
    "ru": "и в не на что он с как это по но из у за от так же для бы до или были его также после который будет",
    "uk": "і в не на що з як це до та за від але для у й про або бути також після який його є буде",
    "be": "і ў не на што з як гэта да па за ад але для у пра або таксама пасля які яго ёсць будзе",
    "bg": "и в на да не се за от е че с по са като до при това но ще бе или след който също",
    "sr": "и је у се на да за су од са који ће о не а то из што као би или по до није био које али",
    "mk": "и на во да се за од не е со што ќе го ги дека по кој но до како или ја беше",
}

LANGUAGE_NAMES: Final = {
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Serbian, Croatian or Bosnian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian or Malay",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovene",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tl": "Filipino",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
