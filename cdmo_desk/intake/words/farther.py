"""The words of quotes in Portuguese, Polish and Japanese: data only, written plain as the western ones are.

Letters that no accent makes, such as ł, stand as they are; Japanese syllables lose their marks as accents do.
"""

BASIS: dict[str, tuple[str, ...]] = {
    "optional": (
        "opcao", "opcoes", "opcional", "opcionais", "nao incluido no total", "nao incluidos no total",
        "nao incluida no total", "nao incluidas no total", "nao inclus* no total",
        "fora do total", "excluido do total",
        "excluidos do total",
        "opcja", "opcje", "opcjonaln*", "opcji", "poza suma", "nie wliczone w sume", "nie wliczono w sume",
        "nie ujete w sumie", "poza łaczna kwota",
        "オフション*", "任意", "合計外", "合計に含ます", "合計に含まない", "総額に含ます",
    ),
    "pass_through": (
        "ao custo", "a custo", "custo real", "ao custo real", "a custo real", "reembolsav*", "repassad*",
        "repasse", "repercutid*", "refaturad*", "despesas reembolsaveis", "preco de custo", "a preco de custo",
        "conforme fatura", "contra comprovativo", "custos de terceiros", "mediante comprovacao",
        "po kosztach", "po kosztach własnych", "według kosztow", "wg kosztow", "refaktur*", "zwrot kosztow",
        "koszt rzeczywisty", "wg faktury", "na podstawie faktury", "koszty zewnetrzne", "po cenie zakupu",
        "実費", "実費精算", "実費請求", "実費負担", "立替*", "立替金", "実費 *", "別途実費",
    ),
    "included": (
        "incluido", "incluida", "incluidos", "incluidas", "incluso", "sem custo", "sem custos", "gratuito",
        "sem encargos", "isento", "sem custo adicional", "cortesia",
        "w cenie", "wliczone", "wliczony", "wliczona", "wliczono", "bezpłatnie", "bezpłatny", "bezpłatne", "gratis",
        "bez opłat", "zawarte w cenie", "ujete w cenie", "bez dodatkowych opłat", "wliczone w cene",
        "込み", "含む", "無償", "無料", "込", "価格に含む", "サーヒス", "単価に含む",
    ),
    "excluded": (
        "nao incluido", "nao incluida", "nao incluidos", "nao incluidas", "excluido", "excluida", "fora do ambito",
        "fora do escopo", "a cargo do cliente", "por conta do cliente", "fornecido pelo cliente",
        "fornecida pelo cliente", "nao aplicavel", "nao ofertado", "nao cotado", "pelo cliente", "nao se aplica",
        "nie zawiera", "nie dotyczy", "nie ujeto", "nie ujete", "niewliczone", "nie wliczone", "wyłaczone",
        "wyłaczono",
        "po stronie klienta", "po stronie zamawiajacego", "zapewnia klient", "zapewnia zamawiajacy", "poza zakresem",
        "nie oferowane", "dostarcza klient", "dostarcza zamawiajacy",
        "含ます", "含まない", "除外", "対象外", "別途", "お客様負担", "お客様手配", "貴社負担", "貴社手配",
        "客先支給",
        "貴社支給", "範囲外",
    ),
    "tbd": (
        "a definir", "a determinar", "a confirmar", "a combinar", "sob consulta", "a orcamentar", "sob pedido",
        "por definir", "a acordar", "pendente", "a cotar",
        "do uzgodnienia", "do ustalenia", "do okreslenia", "do potwierdzenia", "na zapytanie", "do wyceny",
        "wycena indywidualna", "cena na zapytanie", "zostanie podane", "zostanie okreslone",
        "未定", "要相談", "別途見積", "別途お見積り", "別途御見積", "都度見積", "後日", "後日提示", "こ相談",
        "別途協議",
        "要見積", "応相談", "別途こ相談",
    ),
    "rate": (
        "tabela de precos", "lista de precos", "tarifario", "taxa horaria", "taxas horarias", "valor hora",
        "tabela de taxas", "tarifas horarias",
        "stawki", "stawki godzinowe", "stawka godzinowa", "cennik", "cennik *", "stawki dzienne",
        "単価表", "時間単価", "価格表", "料金表", "レート表", "時間単価表",
    ),
    "priced": (
        "preco fixo", "valor fixo", "valor global", "cena stała", "ryczałt", "stała", "固定", "固定価格", "一式",
    ),
}  # fmt: skip

NEGATED = ("nao", "sem", "excluindo", "exceto", "bez", "nie", "oprocz", "z wyjatkiem")

TOTAL = (
    "total geral", "valor total", "preco total", "custo total", "soma", "total da *", "total do *", "total parcial",
    "montante total", "total proposta", "total orcamento", "total iliquido", "total liquido", "total sem iva",
    "suma", "suma *", "razem", "razem *", "łacznie", "łacznie *", "ogołem", "wartosc łaczna", "suma czesciowa",
    "kwota łaczna", "łaczna kwota", "wartosc oferty", "łaczna wartosc*", "cena łaczna", "podsuma",
    "podsumowanie czesci*",
    "合計", "小計", "総計", "総額", "合計金額", "見積金額", "御見積金額", "税抜合計", "税抜金額", "計", "総合計",
    "見積合計",
    "合計 *", "小計 *", "総計 *",
)  # fmt: skip

SUBTOTAL_HEADS = ("total por seccao", "total por fase", "acumulado", "narastajaco", "累計")

CARRIED = ("a transportar", "do przeniesienia", "z przeniesienia", "繰越", "前頁繰越")

TAX = (
    "i v a", "icms", "imposto*", "impostos", "vat", "ptu", "podatek*", "podatek vat",
    "消費税", "消費税等", "税",
)  # fmt: skip

GROSS = (
    "com iva", "com impostos", "iva incluido", "total a pagar", "z vat", "brutto*", "kwota brutto", "do zapłaty",
    "wartosc brutto", "税込", "税込合計", "税込金額", "税込総額", "tax included", "総額 税込", "こ請求金額",
)  # fmt: skip

CREDIT = (
    "desconto*", "abatimento*", "deducao*", "rebate*", "rabat*", "upust*", "znizka*", "bonifikata*",
    "値引", "値引き", "割引", "出精値引", "出精値引き", "特別値引", "特別値引き", "御値引", "値引 *",
)  # fmt: skip

INFORMATION = (
    "a titulo informativo", "apenas informativo", "previsao*", "lotes previstos", "volume previsto",
    "volumes previstos",
    "dla informacji", "wyłacznie informacyjnie", "prognoza*", "planowane partie", "planowana liczba*",
    "参考", "参考値", "参考情報", "予定ハッチ数", "需要予測",
)  # fmt: skip

INFORMATION_ONLY = ("apenas informativo", "dla informacji", "wyłacznie informacyjnie", "参考", "参考情報")

UNTAXED = ("sem", "excluindo", "bez", "netto", "税抜*", "税別*")

REMARKS = (
    "observacoes", "observacao", "condicoes*", "condicoes gerais", "prazo*", "validade*", "pagamento*",
    "pressuposto*",
    "premissa*", "assinatura", "confidencial", "nota*",
    "uwagi*", "uwaga*", "warunki*", "warunki ogolne", "warunki płatnosci", "termin*", "waznosc*", "załozenia*",
    "podpis",
    "poufne", "płatnosc*", "przypis*",
    "備考", "注記", "注", "条件", "支払条件", "納期", "有効期限", "前提条件", "以上", "特記事項",
)  # fmt: skip

SCHEDULE = (
    "plano de pagamento*", "cronograma", "cronograma de pagamento*", "calendario de pagamento*", "taxa de cambio",
    "harmonogram", "harmonogram płatnosci", "plan płatnosci", "kurs wymiany", "支払スケシュール", "支払予定", "日程",
)  # fmt: skip

ASSUMPTIONS = ("pressupostos", "premissas", "załozenia", "前提条件", "前提")

SUMMARY = (
    "sumario",
    "resumo",
    "resumo de precos",
    "podsumowanie",
    "zestawienie",
    "streszczenie",
    "総括",
    "総括表",
    "概要",
)

PRICE = (
    "preco", "precos", "custo", "custos", "valor", "honorarios", "preco liquido", "cena", "ceny", "koszt", "koszty",
    "cena netto", "opłata", "価格", "金額", "費用", "見積価格",
)  # fmt: skip

NUMBERING = (
    "no", "lp", "l p", "poz", "pozycja", "nr poz", "ref", "artigo", "cod", "codigo", "linha", "番号", "項番",
    "no 番号",
)  # fmt: skip

LESS = ("desconto", "desconto %", "rabat", "rabat %", "upust", "値引率")

IGNORED = (
    "iva", "taxa de iva", "iva %", "total com iva", "preco com iva", "prazo", "prazo de entrega", "duracao", "margem",
    "vat", "stawka vat", "kwota vat", "wartosc brutto", "cena brutto", "termin", "czas trwania",
    "消費税", "税率", "税込金額", "納期", "期間",
)  # fmt: skip

DETAIL = ("especificacao", "especificacoes", "nivel", "specyfikacja", "poziom", "rodzaj", "仕様", "詳細", "規格")

HOUR_UNITS = {
    "taxa horaria": "hora", "taxas horarias": "hora", "valor hora": "hora", "stawka godzinowa": "godzina",
    "stawki godzinowe": "godzina", "stawka dzienna": "dzień", "時間単価": "時間",
}  # fmt: skip

TIME_UNITS = (
    "hora",
    "horas",
    "dia",
    "dias",
    "godz",
    "godzina",
    "godziny",
    "godzin",
    "dzien",
    "dni",
    "h",
    "時間",
    "日",
    "人日",
)

PER = ("por", "cada", "za")

THOUSANDS = ("milhares", "em milhares", "mil", "tys", "tysiace", "w tys", "tys zł", "千円", "千")
MILLIONS = ("milhoes", "em milhoes", "mln", "miliony", "百万円", "百万")

TOTALS_BY_BASIS: dict[str, tuple[str, ...]] = {
    "optional": ("opcao", "opcoes", "opcional", "opcionais", "opcje", "opcjonaln*", "オフション*"),
    "pass_through": ("reembolsav*", "repasse*", "refaktur*", "実費*", "立替*"),
    "priced": ("servicos", "precos fixos", "usługi", "ceny stałe"),
}  # fmt: skip

LANGUAGES: dict[str, tuple[str, ...]] = {
    "pt": ("e", "de", "da", "do", "das", "dos", "para", "preco", "unidade", "quantidade", "lote", "proposta", "valor",
           "por", "com", "nao", "descricao", "validade", "orcamento"),
    "pl": ("w", "z", "na", "cena", "ilosc", "jednostka", "razem", "suma", "oferta", "opis", "wartosc", "netto",
           "nie", "wazna", "partia"),
    "ja": ("合計", "小計", "単価", "数量", "単位", "金額", "見積書", "備考", "品目", "消費税"),
}  # fmt: skip

HEADS: dict[str, tuple[str, ...]] = {
    "section": (
        "seccao", "secao", "categoria", "fase", "pacote de trabalho", "capitulo", "grupo", "kategoria", "etap",
        "faza",
        "pakiet prac", "rozdział", "grupa", "dział", "区分", "分類", "工程",
    ),
    "description": (
        "descricao", "designacao", "servico", "servicos", "atividade", "atividades", "tarefa", "produto", "artigo",
        "item", "descricao do servico", "funcao", "perfil", "entregavel", "discriminacao",
        "opis", "nazwa", "usługa", "usługi", "czynnosc", "zadanie", "przedmiot", "nazwa usługi", "opis usługi",
        "zakres",
        "stanowisko", "rola", "nazwa towaru lub usługi", "produkt", "pozycja",
        "品目", "品名", "項目", "内容", "摘要", "作業内容", "件名", "名称", "作業項目", "役割", "職種", "業務内容",
    ),
    "quantity": (
        "quantidade", "qtd", "qtde", "quant", "n de lotes", "horas", "dias", "numero de unidades", "total de horas",
        "ilosc", "liczba", "ilosc sztuk", "liczba godzin", "liczba partii", "godziny", "dni",
        "数量", "個数", "時間数", "回数", "工数",
    ),
    "unit": ("unidade", "und", "unid", "un", "jednostka", "j m", "jm", "jedn", "jednostka miary", "単位"),
    "unit_price": (
        "preco unitario", "preco unit", "valor unitario", "custo unitario", "preco por unidade", "p unitario",
        "taxa horaria", "valor hora", "preco un", "unitario", "tarifa horaria",
        "cena jednostkowa", "cena jedn", "cena za jednostke", "cena jednostkowa netto", "stawka", "stawka godzinowa",
        "cena j", "cena jedn netto", "単価", "価格単価", "時間単価", "単価 円",
    ),
    "amount": (
        "valor total", "preco total", "montante", "importancia", "total", "custo total", "total sem iva",
        "total iliquido", "valor liquido",
        "wartosc", "wartosc netto", "kwota", "kwota netto", "cena łaczna", "razem", "suma", "łacznie",
        "wartosc łaczna",
        "cena razem",
        "金額", "合計", "小計", "価格", "見積金額", "合計金額", "金額 円",
    ),
    "currency": ("moeda", "waluta", "通貨"),
    "basis": ("tipo de preco", "modalidade", "situacao", "rodzaj ceny", "rozliczenie", "typ ceny", "区別",
        "請求区分"),
    "note": (
        "observacoes", "observacao", "nota", "comentarios", "comentario", "uwagi", "uwaga", "komentarz", "adnotacje",
        "備考", "注記", "摘要備考", "コメント",
    ),
}  # fmt: skip
